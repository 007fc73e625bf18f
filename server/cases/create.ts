import type { z } from 'zod'
import type {
  CaseDetail,
  CaseEnd,
  caseReportSchema,
  CaseRow,
  CasesAnswer,
  casesQuerySchema,
  CaseTypesAnswer,
  EvidenceReceipt,
  PartiesAnswer,
  partiesQuerySchema,
  Scope,
  TasksPanel,
} from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import { can } from '../regions/index.ts'
import { typesAnswer } from './answers/types-answer.ts'
import { createLimits } from './clocks/time-limits.ts'
import { act } from './commands/act.ts'
import type { Command } from './commands/checks.ts'
import { climb } from './commands/climb.ts'
import { known, type Wanted } from './commands/known.ts'
import { list, parties } from './commands/list.ts'
import { openCase, type CaseOrder } from './commands/open.ts'
import { readCase } from './commands/read.ts'
import { reportCase } from './commands/report.ts'
import { tasksOf, type TasksAsk } from './commands/tasks.ts'
import { restoreCases, type PastCase } from './commands/restore.ts'
import { maySee } from './commands/visible.ts'
import type { CaseDeed, CaseListener, CasesDeps, Room } from './context.ts'
import { createPhotos } from './evidence/photos.ts'
import { createDirectory } from './parties/units.ts'
import { begunCases, type BegunAsk } from './rows/begun.ts'
import { createNumbers } from './rows/numbers.ts'
import { endsOf } from './rows/ends.ts'
import { findCases } from './rows/read.ts'
import { CASE_TABLES } from './rows/tables.ts'
import { createBelow } from './rows/within.ts'
import { holdersOf, isOpen, type Reader } from './types.ts'
import { maskText } from '../catalog/index.ts'

/**
 * What somebody must do, from the report to the archive. Every command is durable when it resolves; all throw `Refused`
 * in words.
 */
export interface Cases {
  /** For rules and feeds: one cause opens one case. */
  open: (order: CaseOrder) => Promise<{ id: string; repeated: boolean }>
  report: (report: z.output<typeof caseReportSchema>, reader: Reader) => Promise<CaseDetail>
  act: (id: string, command: Command, reader: Reader) => Promise<CaseDetail>
  read: (id: string, reader: Reader) => Promise<CaseDetail>
  list: (query: z.output<typeof casesQuerySchema>, reader: Reader) => Promise<CasesAnswer>
  /** What was ordered in a place, as a wall shows it to a scope; overdue first. */
  tasks: (ask: TasksAsk, scope: Scope) => Promise<Omit<TasksPanel, 'kind'>>
  /** Cases by number or by what caused them, as far as the reader may see them, by the asker's own names. */
  known: (wanted: readonly Wanted[], reader: Reader) => Promise<Map<string, CaseRow>>
  /** How those of some cases that have ended did; one that was merged ends with the case it goes on in. */
  ended: (numbers: readonly string[]) => Promise<ReadonlyMap<string, CaseEnd>>
  /** Where and when cases began, as far as a scope reaches. */
  begun: (ask: BegunAsk, scope: Scope) => Promise<{ region: string; at: number }[]>
  parties: (query: z.output<typeof partiesQuerySchema>, reader: Reader) => Promise<PartiesAnswer>
  types: (reader: Reader) => Promise<CaseTypesAnswer>
  keepPhoto: (bytes: Buffer, reader: Reader) => Promise<EvidenceReceipt>
  /** File and kind of a photo the reader may see. */
  photo: (id: string, reader: Reader) => Promise<{ file: string; mediaType: string }>
  /** Tells the level above of steps past their limit; call it every minute. */
  climb: () => Promise<number>
  /** Takes over what was done elsewhere, with its times; nobody is told. */
  restore: (past: readonly PastCase[]) => Promise<number>
  /** True when no case was ever opened. */
  isEmpty: () => Promise<boolean>
  onChange: (listener: CaseListener) => void
  /** Told what people do, not what rules and clocks do; after it is durable. */
  onDeed: (listener: (deed: CaseDeed) => void) => void
}

const RECENT = 5

const recentTypes = (room: Room, { person }: Reader): Promise<string[]> =>
  room.ledger.read(
    async (sql) =>
      (
        await sql.query(
          `select s.type from case_entry e join case_state s on s.id = e.case_id where e.author = $1 and e.action = 'report' group by s.type order by max(e.sequence) desc limit ${RECENT}`,
          [person.id],
        )
      ).column('type') as string[],
  )

/** A photo is seen by whoever brought it and by readers of a case it is kept with. */
const readPhoto = (room: Room, id: string, reader: Reader): Promise<{ file: string; mediaType: string }> =>
  room.ledger.read(async (sql) => {
    const known = await room.photos.known(sql, id)
    // The same steps whether there is one or not, so that how long it takes tells nobody; no case has the empty number.
    const cases = await findCases(sql, known && known.cases.length > 0 ? known.cases : [''])
    const seen =
      known !== null && (known.authors.includes(reader.person.id) || cases.some((one) => maySee(room, reader, one)))
    if (!seen) throw new Refused(problem(404, 'unknown-photo', '没有这张照片'))
    return { file: room.photos.file(id), mediaType: known.mediaType }
  })

interface Listeners {
  changes: CaseListener[]
  deeds: ((deed: CaseDeed) => void)[]
}

const announcer =
  ({ changes, deeds }: Listeners, { clock }: Pick<CasesDeps, 'clock'>): Room['announce'] =>
  ({ case: one, entry, type, before = [] }) => {
    const holders = holdersOf(one)
    const former = before.filter((id) => !holders.includes(id))
    const overdue = isOpen(one.state) && clock.local() > Math.min(one.wholeDue, one.stepDue ?? Infinity)
    const change = {
      id: one.id,
      number: one.id,
      title: maskText(one.title),
      region: one.region,
      type: one.type,
      state: one.state,
      action: entry.action,
      seen: one.seen,
      at: clock.zone.format(entry.at),
      owners: holders,
      overdue,
    }
    for (const listener of changes)
      listener(change, { region: one.region, theme: type.theme, holders, hands: one.hands, former })
    const turned = entry.from !== null && isOpen(entry.from) !== isOpen(entry.state)
    if (!entry.automatic)
      for (const listener of deeds) listener({ case: one.id, alert: one.origin.alert, person: entry.by.id, turned })
  }

/** The cases of a ledger. Brings its tables up to date first. */
export const createCases = async ({ ledger, catalog, regions, clock, people, photos }: CasesDeps): Promise<Cases> => {
  await ledger.migrate('cases', CASE_TABLES)
  const listeners: Listeners = { changes: [], deeds: [] }
  const room: Room = {
    ledger,
    catalog,
    regions,
    clock,
    limitsOf: createLimits(catalog),
    numbers: await ledger.load((sql) => createNumbers(sql, regions.root.code)),
    directory: createDirectory({ catalog, regions, people }),
    photos: createPhotos({ folder: photos, ledger, clock }),
    below: createBelow(regions),
    announce: announcer(listeners, { clock }),
  }
  return {
    open: (order) => openCase(room, order),
    report: (report, reader) => reportCase(room, report, reader),
    act: (id, command, reader) => act(room, id, command, reader),
    read: (id, reader) => readCase(room, id, reader),
    list: (query, reader) => list(room, query, reader),
    tasks: (ask, scope) => tasksOf(room, ask, scope),
    known: (wanted, reader) => known(room, wanted, reader),
    ended: (numbers) => ledger.read((sql) => endsOf(sql, numbers)),
    begun: async (ask, scope) =>
      (await begunCases(ledger, ask)).filter(({ region, theme }) => mayRead(regions, scope, region, theme)),
    parties: (query, reader) => parties(room, query, reader),
    types: async (reader) => typesAnswer(catalog(), room.limitsOf, reader.scope, await recentTypes(room, reader)),
    keepPhoto: async (bytes, { person }) => {
      if (!can(regions, person, { action: 'handle' }))
        throw new Refused(
          problem(403, 'not-allowed', '您没有上传照片的权限', { hint: '办理事件的人员才能上传现场照片' }),
        )
      return room.photos.keep(bytes, person.id)
    },
    photo: (id, reader) => readPhoto(room, id, reader),
    climb: () => climb(room),
    restore: (past) => restoreCases(room, past),
    isEmpty: () => ledger.read(async (sql) => (await sql.query('select 1 from case_state limit 1')).rowCount === 0),
    onChange: (listener) => void listeners.changes.push(listener),
    onDeed: (listener) => void listeners.deeds.push(listener),
  }
}

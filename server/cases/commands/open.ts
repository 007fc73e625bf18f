import type { CaseType } from '../../catalog/index.ts'
import type { CaseOrigin, CaseUrgency, RegionCode } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Sql } from '../../store/index.ts'
import type { Room } from '../context.ts'
import { advance, begin } from '../machine/begin.ts'
import { caseOfOrigin } from '../rows/read.ts'
import { appendEntries, insertCases } from '../rows/write.ts'
import { SYSTEM, type Actor, type Case, type Entry } from '../types.ts'

/** A case to be opened by a rule or a feed. */
export interface CaseOrder {
  /** Id or title of a declared type. */
  type: string
  title: string
  words: string
  region: RegionCode
  origin: CaseOrigin
  /** One cause opens one case, however often it is told: `alert:<id>`, `feed:<dataset>:<key>`. */
  cause: string
  place?: string
  point?: [number, number] | null
  urgency?: CaseUrgency | null
  /** Working seconds for the whole case, instead of the type's own. */
  handleWithinSeconds?: number | null
  by?: Actor
}

const typeNamed = ({ catalog }: Room, written: string): CaseType | null =>
  catalog().caseTypes.get(written) ?? [...catalog().caseTypes.values()].find(({ title }) => title === written) ?? null

interface Opened {
  case: Case
  type: CaseType
  entries: Entry[]
}

const openOne = async (room: Room, order: CaseOrder, sql: Sql): Promise<Opened | { known: string }> => {
  const type = typeNamed(room, order.type)
  if (type === null)
    throw new Refused(problem(422, 'unknown-case-type', `没有事件类型“${order.type}”`, { field: 'type' }))
  const known = await caseOfOrigin(sql, order.cause)
  if (known !== null) return { known }
  const { clock, directory, numbers } = room
  const limits = room.limitsOf(type)
  const at = clock.local()
  const by = order.by ?? SYSTEM
  const begun = begin(
    {
      id: await numbers.nextCase(sql, at),
      title: order.title.slice(0, 60),
      words: order.words,
      region: order.region,
      place: order.place ?? '',
      point: order.point ?? null,
      origin: order.origin,
      urgency: order.urgency ?? type.urgency,
      reporter: null,
      desk: directory.deskOf(type, order.region),
      due: order.handleWithinSeconds == null ? null : limits.calendar.after(at, order.handleWithinSeconds * 1000),
    },
    {
      by,
      at,
      words: order.words,
      party: null,
      other: null,
      evidence: [],
      amount: null,
      automatic: true,
      sequence: numbers.nextSequence(),
      key: null,
    },
    type,
    limits,
  )
  const rest = advance(
    begun.case,
    { by, at, words: '', party: begun.case.desk, next: numbers.nextSequence },
    type,
    limits,
  )
  const entries = [begun.entry, ...rest.entries]
  await insertCases(sql, [{ case: rest.case, type, originKey: order.cause }])
  await appendEntries(sql, entries)
  return { case: rest.case, type, entries }
}

/** Opens a case, or finds the one its cause has opened before; durable when it resolves. */
export const openCase = async (room: Room, order: CaseOrder): Promise<{ id: string; repeated: boolean }> => {
  const opened = await room.ledger.write((sql) => openOne(room, order, sql))
  if ('known' in opened) return { id: opened.known, repeated: true }
  room.announce({ case: opened.case, entry: opened.entries.at(-1)!, type: opened.type })
  return { id: opened.case.id, repeated: false }
}

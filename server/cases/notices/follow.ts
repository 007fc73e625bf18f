import { maskText, type Catalog } from '../../catalog/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import { typeOf } from '../answers/row.ts'
import { entriesAfter, findCases, markOf, setMark } from '../rows/read.ts'
import { isOpen, type Case, type Entry } from '../types.ts'

/** What is said of a case outside of the application: that it was ordered supervised, or that it is past its limit. */
export interface CaseNotice {
  id: string
  why: 'supervised' | 'overdue'
  title: string
  place: string
  text: string
  /** RFC 3339. */
  at: string
  case: string
}

export interface CaseNoticesDeps {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  failed: (error: unknown) => void
  /** Hands a notice over, as part of the same transaction. */
  put: (sql: Sql, notice: CaseNotice) => Promise<unknown>
}

const MARK = 'notices'
const AT_ONCE = 500
const WHY = { supervise: 'supervised', climb: 'overdue' } as const
const HEADS = { supervised: '督办', overdue: '超时升级' } as const

const newest = async (sql: Sql): Promise<number> =>
  ((await sql.query('select max(sequence) as last from case_entry')).column('last')[0] as number | null) ?? 0

/**
 * A notice in words, from what was done and how the case stands now; no words of people, which may name somebody.
 * `null` = nothing leaves for it.
 */
const noticeOf = (
  entry: Entry,
  one: Case,
  { catalog, regions, clock }: Pick<CaseNoticesDeps, 'catalog' | 'regions' | 'clock'>,
): CaseNotice | null => {
  const why = entry.action === 'supervise' || entry.action === 'climb' ? WHY[entry.action] : null
  if (why === null || !isOpen(one.state)) return null
  const moment = (at: number): string => clock.zone.format(at).slice(0, 16).replace('T', ' ')
  const place = regions
    .path(one.region)
    .slice(1)
    .map(({ name }) => name)
    .join(' · ')
  const by = why === 'supervised' ? `${entry.by.name}（${entry.by.post}）要求督办` : '超过时限未办，已报上一级'
  const due = Math.min(one.stepDue ?? one.wholeDue, one.wholeDue)
  return {
    id: entry.id,
    why,
    case: one.id,
    place: place || (regions.get(one.region)?.name ?? one.region),
    title: `【${HEADS[why]}】${maskText(one.title)}`,
    text: `${place} ${typeOf(catalog(), one.type).title} ${one.id}：${by}。现由${one.owner?.name ?? one.desk.name}办理，本步时限 ${moment(due)}${due < clock.local() ? '，已超时' : ''}。`,
    at: clock.zone.format(entry.at),
  }
}

/**
 * Follows what happens to cases and hands over what is said of it outside, each once, across restarts; what happened
 * before it first looked is not told.
 */
export const createCaseNotices = (deps: CaseNoticesDeps): { publish: () => Promise<void> } => {
  let running: Promise<void> | null = null
  let again = false

  const step = (mark: number): Promise<boolean> =>
    deps.ledger.write(async (sql) => {
      const entries = await entriesAfter(sql, mark, AT_ONCE)
      const last = entries.at(-1)
      if (last === undefined) return false
      const cases = new Map(
        (await findCases(sql, [...new Set(entries.map((entry) => entry.case))])).map((one) => [one.id, one]),
      )
      for (const entry of entries) {
        const one = cases.get(entry.case)
        const notice = one && noticeOf(entry, one, deps)
        if (notice) await deps.put(sql, notice)
      }
      await setMark(sql, MARK, last.sequence)
      return entries.length === AT_ONCE
    })
  const work = async (): Promise<void> => {
    do {
      again = false
      const mark = await deps.ledger.read((sql) => markOf(sql, MARK))
      if (mark === null) await deps.ledger.write(async (sql) => setMark(sql, MARK, await newest(sql)))
      else if (await step(mark)) again = true
    } while (again)
  }

  return {
    publish: () => {
      again = true
      running ??= work()
        .catch(deps.failed)
        .finally(() => {
          running = null
        })
      return running
    },
  }
}

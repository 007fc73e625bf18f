import { maskText } from '../../catalog/index.ts'
import { CASE_QUEUES, type CaseQueue, type RegionCode } from '../../contract/index.ts'
import type { Sql } from '../../store/index.ts'
import type { Case } from '../types.ts'
import { findCases } from './read.ts'
import type { Binder, Below } from './within.ts'
import { fence } from './write.ts'

/** What narrows a list, beside the reader's scope. */
interface CaseFilter {
  queue: CaseQueue
  state?: string | undefined
  region?: RegionCode | undefined
  type?: string | undefined
  group?: string | undefined
  mine?: boolean | undefined
  overdue?: boolean | undefined
  q?: string | undefined
  sort: 'urgent' | 'newest' | 'changed'
}

interface ListPage {
  cases: Case[]
  counts: Record<CaseQueue, number>
  /** Those of the queue asked for that are overdue. */
  late: number
  next: string | null
}
interface ListAsk {
  filter: CaseFilter
  cursor: string | undefined
  limit: number
  now: number
  mine: readonly string[]
  within: string
  binder: Binder
  below: Below
}

/**
 * Order of a list as one number, smallest first: events where a life may hang on minutes, what is due first, then what
 * ended last. Tasks are in order of their limits alone.
 */
const SORTS = {
  urgent: `case when not is_open then 8000000000000000 - changed
    when critical and grouping = 'event' then due - 8000000000000000 else due end`,
  newest: '-reported',
  changed: '-changed',
} as const

const queuesSql = ({ now, mine, binder }: Pick<ListAsk, 'now' | 'mine' | 'binder'>): Record<CaseQueue, string> => {
  const at = `${binder.add(now)}::BIGINT`
  const held = mine.map((id) => `contains(holders, ${binder.add(fence(id))})`).join(' or ') || 'false'
  return {
    new: "state in ('reported', 'filed', 'dispatched', 'returned')",
    mine: `is_open and (${held})`,
    due: `is_open and soon <= ${at} and due >= ${at}`,
    overdue: `is_open and due < ${at}`,
    supervised: 'is_open and supervised',
    climbed: 'is_open and climbed',
    open: 'is_open',
    done: "state in ('closed', 'rated', 'archived')",
    all: 'true',
    requested: 'is_open and requested',
  }
}

const filterSql = (
  { filter, within, binder, below }: Omit<ListAsk, 'cursor' | 'limit'>,
  queues: Record<CaseQueue, string>,
): string => {
  const { state, region, type, group, mine, overdue, q } = filter
  return [
    within,
    state !== undefined && `state = ${binder.add(state)}`,
    region !== undefined && `region in (select unnest(${binder.add([...below(region)])}::VARCHAR[]))`,
    type !== undefined && `type = ${binder.add(type)}`,
    group !== undefined && `grouping = ${binder.add(group)}`,
    mine === true && `(${queues.mine})`,
    overdue === true && `(${queues.overdue})`,
    q !== undefined && q !== '' && `contains(words, ${binder.add(maskText(q).toLowerCase())})`,
  ]
    .filter((part) => part !== false)
    .join(' and ')
}

/** `key|id` of the last case of a page; what follows it comes next, whatever was added meanwhile. */
const afterCursor = (cursor: string | undefined, key: string, binder: Binder): string => {
  const [, at, id] = /^(-?\d+)~(.+)$/.exec(cursor ?? '') ?? []
  return at === undefined ? 'true' : `(${key}, id) > (${binder.add(Number(at))}::BIGINT, ${binder.add(id!)})`
}

/** One page of cases and the sizes of all tabs under the same filters, from one moment and one scan. */
export const listCases = async (sql: Sql, ask: ListAsk): Promise<ListPage> => {
  const { binder, limit } = ask
  const queues = queuesSql(ask)
  const after = afterCursor(ask.cursor, 'key', binder)
  const found = await sql.query(
    ...binder.bind(
      `with seen as materialized (select id, (${SORTS[ask.filter.sort]})::BIGINT as key, ${CASE_QUEUES.map((queue) => `(${queues[queue]}) as in_${queue}`).join(', ')} from case_state where ${filterSql(ask, queues)}),
      page as (select id, key from seen where in_${ask.filter.queue} and ${after} order by key, id limit ${limit + 1})
    select page.id, page.key, sizes.* from (select ${CASE_QUEUES.map((queue) => `count(*) filter (in_${queue}) as "${queue}"`).join(', ')}, count(*) filter (in_${ask.filter.queue} and in_overdue) as late from seen) sizes left join page on true order by page.key, page.id`,
    ),
  )
  const counts = Object.fromEntries(CASE_QUEUES.map((queue) => [queue, found.column(queue)[0] as number])) as Record<
    CaseQueue,
    number
  >
  const ids = (found.column('id') as (string | null)[]).flatMap((id) => id ?? [])
  const last = found.column('key')[limit - 1]
  return {
    cases: await findCases(sql, ids.slice(0, limit)),
    counts,
    late: found.column('late')[0] as number,
    next: ids.length > limit ? `${last as number}~${ids[limit - 1]!}` : null,
  }
}

export interface TypeSize {
  total: number
  late: number
}

/** How many of the queue asked for there are of each type, whichever type is asked for. */
export const countTypes = async (sql: Sql, ask: Omit<ListAsk, 'cursor' | 'limit'>): Promise<Map<string, TypeSize>> => {
  const queues = queuesSql(ask)
  const filter = { ...ask.filter, type: undefined }
  const found = await sql.query(
    ...ask.binder.bind(
      `select type, count(*) as total, count(*) filter (${queues.overdue}) as late from case_state where ${filterSql({ ...ask, filter }, queues)} and ${queues[filter.queue]} group by type`,
    ),
  )
  return new Map(
    found.records().map(({ type, total, late }) => [type as string, { total: total as number, late: late as number }]),
  )
}

import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { type CaseQueue, type CaseState } from '../../../server/contract/index.ts'
import type { CasesQuestion } from '../../remote/index.ts'

/** Tabs of the town's desk, in order; the last is there only while something is in it. */
export const TABS = [
  'new',
  'mine',
  'due',
  'overdue',
  'supervised',
  'climbed',
  'open',
  'all',
  'requested',
] as const satisfies readonly CaseQueue[]

/** Tabs as town officers call them. */
export const TAB_TITLES: Record<(typeof TABS)[number], string> = {
  new: '新到',
  mine: '待我办',
  due: '即将超期',
  overdue: '已超期',
  supervised: '督办',
  climbed: '升级',
  open: '在办',
  all: '全部',
  requested: '待批延期',
}

const KEYS = ['queue', 'state', 'type', 'region', 'q', 'overdue', 'sort'] as const
const SORTS = ['urgent', 'newest', 'changed'] as const

const text = (value: LocationQuery[string] | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/**
 * What somebody meets who has not said what they look for: what waits for them, or, where nothing can, what is late.
 */
export const firstQueue = (handles: boolean): 'mine' | 'overdue' => (handles ? 'mine' : 'overdue')

/** The list the URL names; what it does not know is left out, so an old bookmark still opens. */
export const readFilters = (query: LocationQuery, usual: CaseQueue = 'mine'): CasesQuestion => ({
  queue: TABS.find((tab) => tab === query['queue']) ?? usual,
  state: text(query['state']) as CaseState | undefined,
  type: text(query['type']),
  region: text(query['region']),
  q: text(query['q'])?.slice(0, 60),
  overdue: query['overdue'] === '1' || undefined,
  sort: SORTS.find((sort) => sort === query['sort']) ?? 'urgent',
})

/** The URL's query with other filters; what is as usual is not written, what else the URL says (an open case) stays. */
export const writeFilters = (
  query: LocationQuery,
  change: Partial<CasesQuestion>,
  usual: CaseQueue = 'mine',
): LocationQueryRaw => {
  const next = { ...readFilters(query, usual), ...change }
  const others = Object.fromEntries(Object.entries(query).filter(([key]) => !KEYS.some((known) => known === key)))
  const filled = KEYS.flatMap((key) => {
    const value = next[key]
    if (
      value === undefined
      || value === false
      || value === ''
      || (key === 'queue' && value === usual)
      || (key === 'sort' && value === 'urgent')
    )
      return []
    return [[key, value === true ? '1' : String(value)]]
  })
  return { ...others, ...Object.fromEntries(filled) }
}

/** How many filters besides the tab and the order narrow the list. */
export const narrowing = ({ state, type, region, q, overdue }: CasesQuestion): number =>
  [state, type, region, q, overdue].filter(Boolean).length

/** What an empty list says: why it is empty, and what to do. */
export const emptyWords = (question: CasesQuestion): string => {
  if (narrowing(question) > 0) return '没有符合筛选条件的事件。可以放宽条件，或清除筛选。'
  const calm: Partial<Record<CaseQueue, string>> = {
    new: '没有新到的事件。',
    mine: '没有等您办理的事件。新到的会立即出现在这里。',
    due: '没有即将超期的事件。',
    overdue: '没有超期的事件，保持得很好。',
    supervised: '没有被督办的事件。',
    climbed: '没有升级的事件。',
    requested: '没有等待批复的延期申请。',
  }
  return calm[question.queue ?? 'all'] ?? '这里还没有事件。'
}

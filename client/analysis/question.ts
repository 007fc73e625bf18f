import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import { GRAINS, MEASURES, type Grain, type MeasureName, type PivotAxis } from '../../server/contract/index.ts'

export const TABS = [
  { id: 'table', title: '表格' },
  { id: 'course', title: '走势与预测' },
  { id: 'map', title: '地图' },
  { id: 'spread', title: '分布' },
  { id: 'pair', title: '相关' },
  { id: 'whatif', title: '推演' },
] as const
export type TabId = (typeof TABS)[number]['id']

/** All that an analyst has chosen; the page's address says it, so that it can be sent to a colleague. */
export interface Question {
  tab: TabId
  indicators: string[]
  region: string
  /** Empty = the region alone. */
  level: string
  /** Of the places below only these; empty = all. */
  only: string[]
  grain: Grain
  from: string
  to: string
  rows: PivotAxis
  columns: PivotAxis
  measures: MeasureName[]
  /** The table as figures or as a chart. */
  see: 'grid' | 'chart'
  /** The indicator looked at where there can be only one. */
  pin: string
  /** The indicator it is set against; empty = the next one chosen. */
  with: string
  /** What two indicators are compared over: the places of the level, or the times of the region. */
  over: 'regions' | 'time'
  /** The bucket looked at where there can be only one; empty = the last. */
  at: string
  sort: string
  /** Of single things on the rows only those whose name holds this. */
  find: string
  page: number
}

const text = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '')
const list = (value: LocationQuery[string] | undefined): string[] => text(value).split(',').filter(Boolean)
const oneOf = <T extends string>(all: readonly T[], value: string, other: T): T =>
  all.find((one) => one === value) ?? other

/** The question an address asks; `usual` fills what it leaves open. */
export const readQuestion = (
  query: LocationQuery,
  usual: Pick<Question, 'indicators' | 'region' | 'level' | 'grain'>,
): Question => {
  const indicators = list(query['i']).length > 0 ? list(query['i']) : usual.indicators
  const measures = list(query['m']).flatMap((name) => MEASURES.find((one) => one === name) ?? [])
  return {
    tab: oneOf(
      TABS.map(({ id }) => id),
      text(query['tab']),
      'table',
    ),
    indicators,
    region: text(query['r']) || usual.region,
    level: query['l'] === undefined ? usual.level : text(query['l']),
    only: list(query['only']),
    grain: oneOf(GRAINS, text(query['g']), usual.grain),
    from: text(query['from']),
    to: text(query['to']),
    rows: (text(query['rows']) || 'region') as PivotAxis,
    columns: (text(query['cols']) || 'time') as PivotAxis,
    measures: measures.length > 0 ? measures : ['value'],
    see: oneOf(['grid', 'chart'] as const, text(query['see']), 'grid'),
    pin: indicators.includes(text(query['pin'])) ? text(query['pin']) : (indicators[0] ?? ''),
    with: indicators.includes(text(query['with'])) ? text(query['with']) : '',
    over: oneOf(['regions', 'time'] as const, text(query['over']), 'regions'),
    at: text(query['at']),
    sort: text(query['sort']),
    find: text(query['find']),
    page: Math.max(0, Number.parseInt(text(query['page']), 10) || 0),
  }
}

const KEYS: Record<keyof Question, string> = {
  tab: 'tab',
  indicators: 'i',
  region: 'r',
  level: 'l',
  only: 'only',
  grain: 'g',
  from: 'from',
  to: 'to',
  rows: 'rows',
  columns: 'cols',
  measures: 'm',
  see: 'see',
  pin: 'pin',
  with: 'with',
  over: 'over',
  at: 'at',
  sort: 'sort',
  find: 'find',
  page: 'page',
}
/** What an address leaves unsaid. */
const USUAL: Partial<Record<keyof Question, string>> = { see: 'grid', over: 'regions' }
/** What a change makes void: another table begins at its first page. */
const VOIDS: Partial<Record<keyof Question, (keyof Question)[]>> = {
  indicators: ['page', 'sort'],
  region: ['page', 'sort', 'at', 'only'],
  level: ['page', 'only'],
  only: ['page'],
  grain: ['from', 'to', 'at', 'sort', 'page'],
  from: ['page', 'sort', 'at'],
  to: ['page', 'sort', 'at'],
  rows: ['page', 'sort', 'find'],
  columns: ['page', 'sort'],
  sort: ['page'],
  find: ['page'],
}

/** The address after a change; all else in it stays. */
export const withChange = (query: LocationQuery, change: Partial<Question>): LocationQueryRaw => {
  const next: LocationQueryRaw = { ...query }
  const voided = (Object.keys(change) as (keyof Question)[])
    .flatMap((key) => VOIDS[key] ?? [])
    .filter((key) => !(key in change))
  for (const key of voided) delete next[KEYS[key]]
  for (const [key, value] of Object.entries(change) as [keyof Question, Question[keyof Question]][]) {
    const written = Array.isArray(value) ? value.join(',') : String(value)
    if ((written === '' && key !== 'level') || (key === 'page' && value === 0) || written === USUAL[key])
      delete next[KEYS[key]]
    else next[KEYS[key]] = written
  }
  return next
}

import {
  MEASURE_TITLES,
  type PivotAnswer,
  type PivotCell,
  type PivotHead,
  type PivotRequest,
  type RegionCode,
} from '../../contract/index.ts'
import { ALL, problem, Refused, type FullReading } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import type { Reader } from '../context.ts'
import { headsOf, planPivot, type Plan } from './axes.ts'
import { isRunning, loadIndicator, type Loader, type Spot } from './load.ts'
import { formOf } from './measures.ts'
import { nothingKnown, type Looked } from './nothing.ts'
import { checkThings, orderOf, thingHeads, thingNote, thingsOf, type Things } from './things.ts'

/** Numbers of one answer, measures counted; a page is for people. */
const MOST_NUMBERS = 60_000

interface Work {
  reader: Reader
  reading: FullReading
  request: PivotRequest
  plan: Plan
  /** The dimension of single things on the rows, if any. */
  things: Things | undefined
  /** The newest bucket of which any of them has rows. */
  newest: string | null
}

interface Page {
  rows: readonly PivotHead[]
  columns: readonly PivotHead[]
}

/** What one side of a table says about its cells. */
const standing = (
  { plan, reader }: Work,
  axis: string,
  key: string,
): Partial<{ indicator: string; region: RegionCode; bucket: number }> => {
  switch (axis) {
    case 'indicator':
      return { indicator: key }
    case 'region':
      return { region: key }
    case 'time':
      return { bucket: parseLocal(reader.clock.zone, key) ?? plan.pin.bucket }
    default:
      return {}
  }
}

const membersAt = ({ request: { rows, columns } }: Work, row: PivotHead, column: PivotHead): string[] => [
  ...(rows.startsWith('by:') ? [row.key] : []),
  ...(columns.startsWith('by:') ? [column.key] : []),
]

const keysOn = ({ request }: Work, { rows, columns }: Page, axis: string, still: string): string[] =>
  request.rows === axis
    ? rows.map(({ key }) => key)
    : request.columns === axis
      ? columns.map(({ key }) => key)
      : [still]

const bucketsOn = ({ request: { rows, columns }, plan }: Work): readonly number[] =>
  rows === 'time' || columns === 'time' ? plan.buckets : [plan.pin.bucket]

/** What a page is about, when it has to be said that nothing is known of it. */
const lookedAt = (work: Work, page: Page): Looked => {
  const buckets = bucketsOn(work)
  return {
    request: work.request,
    indicators: keysOn(work, page, 'indicator', work.plan.pin.indicator),
    regions: keysOn(work, page, 'region', work.plan.pin.region),
    first: buckets[0]!,
    last: buckets.at(-1)!,
  }
}

/** Of more things than a page holds all are read: thousands of names in a query cost more than their numbers. */
const MOST_NAMED = 1000

const loadPage = async (work: Work, page: Page): Promise<Map<string, Loader>> => {
  const {
    reader: { catalog, regions },
    reading,
    request,
    plan,
    things,
  } = work
  const members = page.rows.flatMap(({ key }) => (key === ALL ? [] : [key]))
  const load = {
    grain: request.grain,
    by: plan.by,
    measures: request.measures,
    asOf: request.asOf ?? null,
    regions: keysOn(work, page, 'region', plan.pin.region),
    buckets: bucketsOn(work),
    peers: plan.peers,
    ...(things && members.length <= MOST_NAMED ? { among: { dimension: things.id, members } } : {}),
  }
  const loaders = new Map<string, Loader>()
  for (const id of keysOn(work, page, 'indicator', plan.pin.indicator)) {
    const indicator = catalog().indicators.get(id)
    if (!indicator)
      throw new Refused(
        problem(404, 'unknown-indicator', `没有指标 ${id}`, {
          field: 'indicators',
          hint: '可用的指标见 GET /api/v1/catalog',
        }),
      )
    loaders.set(id, await loadIndicator(reading, regions, indicator, load))
  }
  return loaders
}

const cellsOf = (work: Work, page: Page, loaders: ReadonlyMap<string, Loader>): PivotCell[][] => {
  const { request, plan } = work
  return page.rows.map((row) =>
    page.columns.map((column) => {
      const at = {
        ...plan.pin,
        ...standing(work, request.rows, row.key),
        ...standing(work, request.columns, column.key),
      }
      const spot: Spot = { region: at.region, bucket: at.bucket, members: membersAt(work, row, column) }
      return loaders.get(at.indicator)!.at(spot)
    }),
  )
}

/** All rows in the order of one column; only that column is read for all of them. The whole of things stays first. */
const sorted = async (work: Work, { rows, columns }: Page): Promise<readonly PivotHead[]> => {
  const { request, things } = work
  const sort = orderOf(things, request, columns, work.newest)
  const column = sort && columns.find(({ key }) => key === sort.column)
  if (!sort || !column) return rows
  const { measure, descending } = sort
  const only: Work = {
    ...work,
    request: { ...request, measures: [measure] },
    plan: {
      ...work.plan,
      buckets: request.columns === 'time' ? [parseLocal(work.reader.clock.zone, column.key)!] : work.plan.buckets,
    },
  }
  const page = { rows, columns: [column] }
  const cells = cellsOf(only, page, await loadPage(only, page))
  const order = rows.map((head, index) => ({ head, value: cells[index]![0]!.values[0] ?? null }))
  return order
    .sort((a, b) =>
      things && (a.head.key === ALL || b.head.key === ALL)
        ? Number(b.head.key === ALL) - Number(a.head.key === ALL)
        : a.value === null || b.value === null
          ? Number(a.value === null) - Number(b.value === null)
          : descending
            ? b.value - a.value
            : a.value - b.value,
    )
    .map(({ head }) => head)
}

const notesOf = ({ reader, request, plan, things }: Work): string[] => {
  const split = plan.by.length > 0
  const onAxis = request.rows === 'time' || request.columns === 'time'
  return [
    isRunning(request.grain, onAxis ? plan.buckets.at(-1)! : plan.pin.bucket, reader.clock.local())
      ? '最后一个时段尚未结束，同比、环比均与上年、上期的同一进度比较。'
      : null,
    things ? thingNote(things, request) : null,
    split ? '分类数按同一口径逐类计算；去重计数与比率的各类之和不等于合计。' : null,
    split && request.measures.some((measure) => !['value', 'lastYear', 'yoy', 'pop'].includes(measure))
      ? '分类行列只提供本期、上年同期、同比、环比，其余见合计。'
      : null,
    request.measures.some((measure) => measure.startsWith('rank'))
      ? plan.peers
        ? '排名由好到差（无好坏方向的由高到低），统计区不参加排名。'
        : '选择下级区域后才有排名。'
      : null,
  ].filter((note) => note !== null)
}

/** Work on rows of single things with the heads these have; as it was where rows are none. */
const withThings = async (
  work: Work,
  columns: readonly PivotHead[],
): Promise<Work & { rows: readonly PivotHead[] }> => {
  const { things, reader, reading, request, plan } = work
  if (!things) return { ...work, rows: headsOf(reader, plan, request.rows, request.grain) }
  const { heads, newest } = await thingHeads(reading, request, {
    things: things.id,
    indicators: keysOn(work, { rows: [], columns }, 'indicator', plan.pin.indicator),
    regions: keysOn(work, { rows: [], columns }, 'region', plan.pin.region),
    buckets: bucketsOn(work),
  })
  return { ...work, rows: heads, newest: newest === null ? null : reader.clock.zone.format(newest) }
}

/** The table without 未填 where every row has its category. */
const trimmed = ({ plan, request }: Work, page: Page, loaders: ReadonlyMap<string, Loader>): Page => {
  const shown =
    (axis: string) =>
    ({ key }: PivotHead): boolean =>
      !axis.startsWith('by:')
      || key !== ''
      || [...loaders.values()].some((loader) => loader.has(plan.by.indexOf(axis.slice(3)), ''))
  return { rows: page.rows.filter(shown(request.rows)), columns: page.columns.filter(shown(request.columns)) }
}

/** Crosses any two axes, one page of rows; every number comes from the indicators' own reading. Throws `Refused`. */
export const pivot = (reader: Reader, request: PivotRequest): Promise<PivotAnswer> =>
  reader.indicators.reading(reader.scope, async (reading) => {
    const plan = planPivot(reader, request)
    const things = thingsOf(reader.catalog(), plan)
    checkThings(things, request)
    const columns = headsOf(reader, plan, request.columns, request.grain)
    const { rows, ...work } = await withThings({ reader, reading, request, plan, things, newest: null }, columns)
    const all: Page = { rows, columns }
    const shown = Math.min(request.limit, all.rows.length)
    if (shown * all.columns.length * request.measures.length > MOST_NUMBERS) {
      throw new Refused(
        problem(400, 'too-many-cells', `一页最多 ${MOST_NUMBERS} 个数`, {
          field: 'limit',
          hint: '请减少列、度量或每页行数',
        }),
      )
    }
    const ordered = await sorted(work, all)
    const whole: Page = { rows: ordered.slice(request.offset, request.offset + request.limit), columns: all.columns }
    const loaders = whole.rows.length === 0 ? new Map<string, Loader>() : await loadPage(work, whole)
    const page = trimmed(work, whole, loaders)
    const { catalog, clock } = reader
    const cells = cellsOf(work, page, loaders)
    const nothing = await nothingKnown(reading, clock.zone, lookedAt(work, page), cells)
    return {
      version: request.asOf ?? reading.version,
      asOf: reading.asOf,
      grain: request.grain,
      rows: {
        axis: request.rows,
        total: ordered.length - whole.rows.length + page.rows.length,
        offset: request.offset,
        heads: [...page.rows],
      },
      columns: { axis: request.columns, heads: [...page.columns] },
      measures: request.measures.map((id) => ({ id, title: MEASURE_TITLES[id] })),
      forms: Object.fromEntries(
        plan.indicators.flatMap((id) => {
          const indicator = catalog().indicators.get(id)
          return indicator ? [[id, request.measures.map((measure) => formOf(indicator, measure))]] : []
        }),
      ),
      pin: { ...plan.pin, bucket: clock.zone.format(plan.pin.bucket) },
      cells,
      ...(nothing ? { nothing } : {}),
      notes: notesOf(work),
    }
  })

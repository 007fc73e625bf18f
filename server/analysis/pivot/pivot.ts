import { MEASURE_TITLES, type PivotAnswer, type PivotHead, type PivotRequest } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Reader } from '../context.ts'
import { headsOf, planPivot } from './axes.ts'
import type { Loader } from './load.ts'
import { formOf } from './measures.ts'
import { notesOf } from './notes.ts'
import { nothingKnown, type Looked } from './nothing.ts'
import { sorted } from './order.ts'
import { cellsOf, loadPage } from './page.ts'
import { checkThings, thingHeads, thingsOf } from './things.ts'
import { bucketsOn, keysOn, type Page, type Work } from './work.ts'

/** Numbers of one answer, measures counted; a page is for people. */
const MOST_NUMBERS = 60_000

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

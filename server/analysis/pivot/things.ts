import { thingsIn, type Catalog, type Dimension } from '../../catalog/index.ts'
import type { PivotHead, PivotRequest, RegionCode } from '../../contract/index.ts'
import { ALL, byName, problem, Refused, wordsIn, type FullReading } from '../../indicators/index.ts'
import type { Plan } from './axes.ts'

/** A dimension of single things. */
export type Things = Pick<Dimension, 'id' | 'title'>

/** The dimension of single things a table has on an axis, if any. */
export const thingsOf = (catalog: Catalog, { indicators, by }: Plan): Things | undefined =>
  indicators
    .flatMap((id) => {
      const indicator = catalog.indicators.get(id)
      return indicator ? (thingsIn(catalog, indicator, by) ?? []) : []
    })
    .at(0)

/** Throws `Refused` where things would be columns: there may be thousands, and only rows have pages. */
export const checkThings = (things: Things | undefined, { columns }: PivotRequest): void => {
  if (things && columns === `by:${things.id}`)
    throw new Refused(
      problem(400, 'things-as-columns', `${things.title}只能放在行上`, { field: 'columns', hint: '请把行和列互换' }),
    )
}

/**
 * Heads of single things: those any of the indicators has rows of at the places and times looked at, by name, after the
 * whole; of those looked for by name only these, without the whole. `newest`: the last bucket any of them has rows in.
 */
export const thingHeads = async (
  reading: FullReading,
  { grain, find = '', asOf }: PivotRequest,
  looked: {
    things: string
    indicators: readonly string[]
    regions: readonly RegionCode[]
    buckets: readonly number[]
  },
): Promise<{ heads: PivotHead[]; newest: number | null }> => {
  const { things, indicators, regions, buckets } = looked
  const words = wordsIn(find)
  const names = new Set<string>()
  let newest = -Infinity
  for (const indicator of indicators) {
    const span = { first: buckets[0]!, last: buckets.at(-1)! }
    const query = { indicator, regions, grain, ...span, asOf: asOf ?? null, by: [things] }
    const present = await reading.present(words.length > 0 ? { ...query, among: { dimension: things, words } } : query)
    for (const name of present.names) names.add(name)
    newest = Math.max(newest, present.newest ?? newest)
  }
  const found = [...names].sort(byName)
  return {
    heads: [
      ...(words.length === 0 ? [{ key: ALL, title: '合计' }] : []),
      ...found.map((name) => ({ key: name, title: name === '' ? '未登记' : name })),
    ],
    newest: newest === -Infinity ? null : newest,
  }
}

/** What rows are in the order of; single things, which have none of their own, by what is newest, the largest first. */
export const orderOf = (
  things: Things | undefined,
  { sort, columns: axis, measures }: PivotRequest,
  columns: readonly PivotHead[],
  newest: string | null,
): PivotRequest['sort'] => {
  const column = axis === 'time' ? newest : columns[0]?.key
  return things && column != null && !sort ? { column, measure: measures[0]!, descending: true } : sort
}

/** What the reader should know of rows of single things. */
export const thingNote = ({ title }: Things, { sort, columns }: PivotRequest): string =>
  `只列所选区域和时段内有数据的${title}${sort ? '' : columns === 'time' ? '，按有数据的最后一期由大到小' : '，按第一列由大到小'}。`

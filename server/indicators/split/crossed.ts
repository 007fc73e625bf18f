import { dimensionOf, dimensionsOf, thingsIn, type Catalog, type Indicator } from '../../catalog/index.ts'
import type { Cell, RegionCode } from '../../contract/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { leavesOf } from '../leaves.ts'
import { MOST_CELLS, problem, Refused, type CellsQuery } from '../query.ts'
import type { Split, SplitCell, SplitQuery } from './read-split.ts'

/** The member of a dimension that stands for all of it. */
export const ALL = '*'

/** What a crossed answer is read from. */
interface CrossedReading {
  catalog: Catalog
  cells: (query: CellsQuery) => Promise<Cell[]>
  split: (query: SplitQuery) => Promise<Split>
}

/** Whether rows an indicator counts may come without the category. */
const mayLack = (catalog: Catalog, indicator: Indicator, id: string): boolean =>
  leavesOf(catalog, indicator).some(({ from }) => {
    const dataset = catalog.datasets.get(from!)
    const source = dimensionOf(catalog, from!, id)?.source
    return !source || dataset?.type !== 'delivered' || 'lookup' in source || !dataset.columns[source.column]?.required
  })

/**
 * The members an indicator is crossed with, one value for each dimension: `ALL` first, then the declared ones in their
 * order, then the empty one where rows may lack it – the same for every place and time, whatever came in. Of a dimension
 * of things `ALL` and those named. None for a dimension the indicator does not have.
 */
export const membersOf = (
  catalog: Catalog,
  indicator: Indicator,
  by: readonly string[],
  things: readonly string[] = [],
): string[][] => {
  const known = dimensionsOf(catalog, indicator)
  return by.reduce<string[][]>(
    (all, id) => {
      const dimension = known.find((one) => one.id === id)
      const values = dimension?.each
        ? things
        : [...(dimension?.values ?? []), ...(mayLack(catalog, indicator, id) ? [''] : [])]
      const heads = dimension ? [ALL, ...values] : []
      return all.flatMap((member) => heads.map((head) => [...member, head]))
    },
    [[]],
  )
}

/**
 * Every choice of dimensions that are not taken as a whole: two dimensions make four tables, the margins among them.
 */
export const subsetsOf = (by: readonly string[]): string[][] =>
  by.reduce<string[][]>((all, id) => [...all, ...all.map((one) => [...one, id])], [[]])

const partOf = (
  { region, bucket, stale }: Cell,
  by: Record<string, string>,
  { value, numerator, denominator, rows, compare, suppressed, below }: SplitCell,
): Cell => ({
  region,
  bucket,
  value,
  numerator,
  denominator,
  rows,
  coverage: null,
  stale,
  band: null,
  target: null,
  ...(Object.keys(compare).length > 0 ? { compare } : {}),
  ...(suppressed ? { suppressed, ...(below === undefined ? {} : { below }) } : {}),
  by,
})

/** By name, so that no reading reorders them; what nobody registered is last. */
export const byName = (a: string, b: string): number => (a === '' || b === '' ? (a === '' ? 1 : -1) : a < b ? -1 : 1)

/** The members of a dimension of things of which a place and time has rows; of categories none. */
const thingsAt = (things: Split | undefined, region: RegionCode, bucket: number): string[] =>
  (things?.members ?? [])
    .flatMap(([one]) => (one !== undefined && things!.at(region, bucket, [one]).rows > 0 ? [one] : []))
    .sort(byName)

/**
 * Cells of places and times, each followed by those of its members in the order of `membersOf`; the first says the
 * whole. Of things only those with rows at that place and time; of those looked for by name only these, without wholes
 * that would be of others. Every number is what `cells` and `split` say. Throws
 * `Refused` as they do, and for more than an answer may hold.
 */
export const readCrossed = async (
  { catalog, cells, split }: CrossedReading,
  { by, find = [], ...query }: SplitQuery,
): Promise<Cell[]> => {
  const indicator = catalog.indicators.get(query.indicator)
  const each = indicator && thingsIn(catalog, indicator, by)?.id
  const sought = each !== undefined && find.length > 0
  const members = indicator ? membersOf(catalog, indicator, by) : []
  const buckets = bucketsBetween(query.grain, query.first, query.last)
  if (members.length * buckets.length * query.regions.length > MOST_CELLS) {
    // Who may not know of the indicator is told that first.
    await cells({ ...query, regions: query.regions.slice(0, 1), last: query.first })
    throw new Refused(
      problem(400, 'too-many-cells', `一次最多返回 ${MOST_CELLS} 个指标值`, {
        field: 'from',
        hint: '请缩短时间范围、放大粒度、减少区域，或只按一个维度分类',
      }),
    )
  }
  const wholes = await cells(query)
  const splits = new Map<string, Split>()
  for (const some of subsetsOf(by))
    if (some.length > 0)
      splits.set(
        some.join(),
        await split({ ...query, by: some, ...(sought ? { among: { dimension: each, words: find } } : {}) }),
      )
  const things = each === undefined ? undefined : splits.get(each)
  return wholes.flatMap((whole, index) => {
    const here = things
      ? membersOf(catalog, indicator!, by, thingsAt(things, whole.region, buckets[index % buckets.length]!))
      : members
    const told = sought ? here.filter((member) => member[by.indexOf(each)] !== ALL) : here
    return told.map((member) => {
      const taken = by.flatMap((id, at) => (member[at] === ALL ? [] : [[id, member[at]!] as const]))
      if (taken.length === 0) return { ...whole, by: {} }
      const table = splits.get(taken.map(([id]) => id).join())!
      return partOf(
        whole,
        Object.fromEntries(taken),
        table.at(
          whole.region,
          buckets[index % buckets.length]!,
          taken.map(([, value]) => value),
        ),
      )
    })
  })
}

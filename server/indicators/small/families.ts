import type { Dataset } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import { bucketsBetween, endOf, startOf } from '../../lib/index.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { closeFamily, type Sibling } from './close.ts'
import { countsOf, type Counts } from './counts.ts'

/** Whether a number of a dataset is hidden for a region and bucket. */
export type Hides = (region: RegionCode, grain: Grain, bucket: number) => Promise<boolean>

/**
 * Grains of which each is made of whole buckets of the next. Weeks and dekads lie across months: what they tell follows
 * from days.
 */
const NESTED: readonly Grain[] = ['year', 'quarter', 'month', 'day', 'hour']
const ABOVE_ALL = ''
const NOBODY: ReadonlySet<string> = new Set()

const grainsOf = ({ catalog }: ReadContext, dataset: Dataset): Grain[] => {
  const told = new Set(
    [...catalog.indicators.values()]
      .filter(({ datasets }) => datasets.includes(dataset.id))
      .flatMap(({ grains }) => grains),
  )
  return NESTED.filter((grain) => grain === 'day' || told.has(grain))
}

const lastDay = (grain: Grain, bucket: number): string => new Date(endOf(grain, bucket) - 1).toISOString().slice(0, 10)

/**
 * Children as they are counted; what lies at the place itself, in none of them, is one more: nobody is told it, but it
 * can be subtracted.
 */
const siblingsOf = (
  context: ReadContext,
  counts: Counts,
  parent: string,
  { grain, buckets }: { grain: Grain; buckets: readonly number[] },
): Omit<Sibling, 'shut'>[] => {
  const { regions } = context
  if (parent === ABOVE_ALL)
    return [{ code: regions.root.code, counts: buckets.map((bucket) => counts.at(regions.root.code, bucket)) }]
  const children = regions
    .children(parent, lastDay(grain, buckets.at(-1)!))
    .map(({ code }) => ({ code, counts: buckets.map((bucket) => counts.at(code, bucket)) }))
  const left = buckets.map((bucket, at) =>
    counts.at(parent, bucket).map((whole, layer) =>
      Math.max(
        0,
        children.reduce((rest, one) => rest - one.counts[at]![layer]!, whole),
      ),
    ),
  )
  return [...children, { code: parent, counts: left }]
}

/** True when the tree changed in the year of a bucket: then its totals by place are not sums of each other. */
const unsteady = ({ regions, dated }: ReadContext, bucket: number): boolean => {
  if (!dated) return false
  const year = String(new Date(bucket).getUTCFullYear())
  return regions.closure().some(({ from, to }) => from?.slice(0, 4) === year || to?.slice(0, 4) === year)
}

/**
 * Decides what is hidden. All finished buckets of a longer one are decided together, so that a child is hidden in all
 * of them or in none, always with others: whatever moves between two of the hidden ones and two of the buckets changes
 * no number that is told. A running total is told only where each of the steps it is made of may be told.
 */
export const hidesOf = (context: ReadContext, dataset: Dataset, least: number): Hides => {
  const { regions, now } = context
  const chain = grainsOf(context, dataset)
  const known = new Map<string, Promise<ReadonlySet<string>>>()

  const close = async (
    parent: string,
    { grain, buckets, shut }: { grain: Grain; buckets: readonly number[]; shut: ReadonlySet<string> },
  ): Promise<ReadonlySet<string>> => {
    const up = chain[chain.indexOf(grain) - 1]
    const [first, last] = up
      ? [startOf(grain, startOf(up, buckets[0]!)), startOf(grain, endOf(up, startOf(up, buckets[0]!)) - 1)]
      : [buckets[0]!, buckets.at(-1)!]
    const counts = await countsOf(context, dataset, { grain, first, last })
    return closeFamily(
      siblingsOf(context, counts, parent, { grain, buckets }).map((one) => ({ ...one, shut: shut.has(one.code) })),
      least,
    )
  }

  const once = (key: string, make: () => Promise<ReadonlySet<string>>): Promise<ReadonlySet<string>> => {
    const made = known.get(key) ?? make()
    known.set(key, made)
    return made
  }

  /** The finished buckets beside this one, within the next longer. Hours of a day always stand together. */
  const finished = (parent: string, grain: Grain, bucket: number): Promise<ReadonlySet<string>> => {
    const up = chain[chain.indexOf(grain) - 1]
    if (!up)
      return once(`${parent} ${grain} ${bucket}`, () => close(parent, { grain, buckets: [bucket], shut: NOBODY }))
    const above = startOf(up, bucket)
    return once(`${parent} ${grain} in ${above}`, async () => {
      const buckets = bucketsBetween(grain, above, endOf(up, above) - 1).filter(
        (one) => grain === 'hour' || endOf(grain, one) <= now,
      )
      if (buckets.length === 0) return NOBODY
      const shut = grain === 'hour' || endOf(up, above) <= now ? await hidden(parent, up, above) : NOBODY
      return close(parent, { grain, buckets, shut })
    })
  }

  const running = async (parent: string, grain: Grain, bucket: number): Promise<ReadonlySet<string>> => {
    if (grain === 'day') return close(parent, { grain, buckets: [bucket], shut: await finished(parent, grain, bucket) })
    const down = chain[chain.indexOf(grain) + 1]!
    const parts: ReadonlySet<string>[] = []
    for (const one of bucketsBetween(down, bucket, endOf(grain, bucket) - 1))
      parts.push(await hidden(parent, down, one))
    return new Set(parts.flatMap((part) => [...part]))
  }

  const hidden = (parent: string, grain: Grain, bucket: number): Promise<ReadonlySet<string>> =>
    grain === 'hour' || endOf(grain, bucket) <= now
      ? finished(parent, grain, bucket)
      : once(`${parent} ${grain} ${bucket} running`, () => running(parent, grain, bucket))

  const hides: Hides = async (region, grain, bucket) => {
    if (!chain.includes(grain)) {
      for (const day of bucketsBetween('day', bucket, endOf(grain, bucket) - 1))
        if (await hides(region, 'day', day)) return true
      return false
    }
    const path = [ABOVE_ALL, ...regions.path(region, lastDay(grain, bucket)).map(({ code }) => code)]
    if (path.length === 1 || (path.length > 2 && unsteady(context, bucket))) return true
    for (const [index, code] of path.slice(1).entries())
      if ((await hidden(path[index]!, grain, bucket)).has(code)) return true
    return false
  }
  return hides
}

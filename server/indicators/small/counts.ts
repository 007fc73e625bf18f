import type { LRUCache } from 'lru-cache'
import type { Dataset } from '../../catalog/index.ts'
import type { Grain, RegionCode } from '../../contract/index.ts'
import { bucketSql, endOf } from '../../lib/index.ts'
import { joinTree } from '../passes/pass.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { rowsOf, withClock } from '../source.ts'
import { fedBy } from '../stored/plan.ts'
import { layersOf } from './layers.ts'

/** By region and bucket, one count for each layer; without an entry there is no row. */
export interface Counts {
  layers: number
  at: (region: RegionCode, bucket: number) => readonly number[]
}

/** Counts that were made, and what they were true for. */
interface KeptCounts {
  stamp: string
  counts: Promise<Counts>
}

/** From how many on numbers about people are told where their dataset does not say, and what was counted before. */
export interface SmallCounts {
  usual: number
  kept: LRUCache<string, KeptCounts>
}

/** Buckets of one grain, by the starts of the first and the last. */
interface Span {
  grain: Grain
  first: number
  last: number
}

const loadCounts = async (context: ReadContext, dataset: Dataset, { grain, first, last }: Span): Promise<Counts> => {
  const { sql: layers, expressions } = layersOf(context.catalog, dataset)
  const ask = { regions: [], grain, first, last, cut: null, asOf: null, tree: 'bucket' as const, now: context.now }
  const rows = withClock(
    rowsOf(dataset, { from: first, until: endOf(grain, last), asOf: null }),
    expressions,
    grain,
    context.now,
  )
  const table = await context.sql.query(`
with facts as (select *, ${bucketSql(grain, '_at')} as _bucket from (${rows}))
select _ancestor as region, epoch_ms(_bucket)::DOUBLE as bucket, ${layers.map((layer, index) => `(${layer})::DOUBLE as l${index}`).join(', ')}
from facts f ${joinTree(context, ask, 'f', 'true')} group by _ancestor, _bucket`)
  const columns = layers.map((_, index) => table.column(`l${index}`) as number[])
  const [regions, buckets] = [table.column('region') as string[], table.column('bucket') as number[]]
  const found = new Map(
    regions.map((region, row) => [`${region} ${buckets[row]!}`, columns.map((column) => column[row]!)]),
  )
  const none = layers.map(() => 0)
  return { layers: layers.length, at: (region, bucket) => found.get(`${region} ${bucket}`) ?? none }
}

/** Counts of a span, made once for each change of its own rows. */
export const countsOf = (context: ReadContext, dataset: Dataset, span: Span): Promise<Counts> => {
  const newest = context.presence.versionWithin(fedBy(dataset), span.first, endOf(span.grain, span.last))
  const moves = layersOf(context.catalog, dataset).expressions.some((one) => one?.usesNow || one?.usesBucketEnd)
  const stamp = `${context.catalog.revision} ${newest} ${moves ? context.now : ''}`
  const name = `${dataset.id} ${span.grain} ${span.first} ${span.last}`
  const known = context.small.kept.get(name)
  if (known?.stamp === stamp) return known.counts
  const counts = loadCounts(context, dataset, span)
  if (newest <= context.version) {
    context.small.kept.set(name, { stamp, counts })
    counts.catch(() => context.small.kept.delete(name))
  }
  return counts
}

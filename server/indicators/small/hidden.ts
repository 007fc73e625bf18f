import type { Indicator } from '../../catalog/index.ts'
import type { Grain, RegionCode, Scope } from '../../contract/index.ts'
import { bucketSql, endOf } from '../../lib/index.ts'
import { factTable, moment } from '../../store/index.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { fedBy } from '../stored/plan.ts'
import { hidesOf, type Hides } from './families.ts'
import { mayCount, personalLeaves, type PersonalLeaf } from './personal.ts'
import { standingHides } from './standing.ts'

/** What is asked, as far as the decision depends on it. */
interface Asked {
  grain: Grain
  asOf?: number | null
  tree?: 'bucket' | 'now'
}

/** What is not told to a reader of an indicator. */
export interface Veil {
  /** From this many on a number is told. */
  least: number
  /** Whether the rows' number is kept from this reader in a region at all. */
  covers: (region: RegionCode) => boolean
  /** Whether the number of a region and bucket is kept from them. */
  hides: (region: RegionCode, bucket: number, grain?: Grain) => Promise<boolean>
}

/** Newest version that changed rows in a bucket: an earlier state is told only where it is also the present one. */
const lastChange = async (
  { sql }: ReadContext,
  { dataset, leaf }: PersonalLeaf,
  { grain, bucket }: { grain: Grain; bucket: number },
): Promise<number> => {
  // What stands open may have begun at any time before.
  const from = leaf.value.kind === 'active' ? '' : `${bucketSql(grain, '_at')} = ${moment(bucket)} and`
  const table = await sql.query(
    `select max(greatest(_version, coalesce(_superseded, 0)))::DOUBLE as v from ${factTable(fedBy(dataset))} where ${from} _at < ${moment(endOf(grain, bucket))}`,
  )
  return (table.column('v')[0] as number | null) ?? 0
}

const hidesFor = (
  context: ReadContext,
  personal: PersonalLeaf,
  { grain: own, asOf = null, tree = 'bucket' }: Asked,
): Hides => {
  const { leaf, dataset, least } = personal
  const hides = leaf.value.kind === 'active' ? standingHides(context, leaf, least) : hidesOf(context, dataset, least)
  if (tree === 'now' && context.dated) return () => Promise.resolve(true)
  if (asOf === null) return hides
  const changes = new Map<string, Promise<number>>()
  const changed = (grain: Grain, bucket: number): Promise<number> => {
    const key = `${grain} ${bucket}`
    const found = changes.get(key) ?? lastChange(context, personal, { grain, bucket })
    changes.set(key, found)
    return found
  }
  return async (region, grain = own, bucket) => (await changed(grain, bucket)) > asOf || hides(region, grain, bucket)
}

/** The veil over an indicator for a reader; `null` for all but those of personal datasets, which cost nothing. */
export const veilOf = (context: ReadContext, scope: Scope, indicator: Indicator, asked: Asked): Veil | null => {
  const leaves = personalLeaves(context.catalog, indicator, context.small.usual)
  if (leaves.length === 0) return null
  const covers = (region: RegionCode): boolean =>
    leaves.some(({ dataset }) => !mayCount(context.regions, scope, region, dataset.theme))
  const each = leaves.map((leaf) => hidesFor(context, leaf, asked))
  return {
    least: Math.max(...leaves.map(({ least }) => least)),
    covers,
    hides: async (region, bucket, grain = asked.grain) => {
      if (!covers(region)) return false
      for (const hides of each) if (await hides(region, grain, bucket)) return true
      return false
    },
  }
}

import { ROW_KEY, dimensionOf, type Indicator } from '../../catalog/index.ts'
import type { Scope } from '../../contract/index.ts'
import { gridKey, type Ask } from '../ask.ts'
import { measure } from '../engine.ts'
import type { ExplainQuery } from '../explain/explain.ts'
import { leavesOf } from '../leaves.ts'
import { admit, mayRead } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import type { Measure } from '../parts.ts'
import { leastOf, mayCount } from '../small/personal.ts'

/** One thing a number is made of: the key of its rows, and what the number would be of it alone. */
export interface Member extends Measure {
  id: string
}

/** An indicator that a number comes down to, and the things it counts. `value` is of all of them together. */
export interface Membership {
  indicator: Indicator
  whole: Measure
  members: Member[]
}

/** Whether the rows of a leaf are single things, each told by one name. */
const isOfThings = (context: ReadContext, leaf: Indicator): boolean =>
  dimensionOf(context.catalog, leaf.from!, ROW_KEY) !== undefined

/** A number as it is explained, and whether leaves over a dataset are to be told thing by thing. */
export interface MembersQuery extends ExplainQuery {
  wanted: (dataset: string) => boolean
}

/**
 * What a number is made of, thing by thing, through the same definition: for each of its leaves whose dataset
 * `wanted` names. Throws `Refused` as every read does; leaves of themes the reader may not see are left out.
 */
export const readMembers = async (context: ReadContext, query: MembersQuery, scope: Scope): Promise<Membership[]> => {
  const { region, grain, bucket, wanted } = query
  const one = { regions: [region], grain, first: bucket, last: bucket }
  const indicator = admit(context.catalog, context.regions, scope, { ...one, indicator: query.indicator })
  const ask: Ask = { ...one, cut: null, asOf: null, tree: 'bucket', now: context.now }
  const found: Membership[] = []
  for (const leaf of leavesOf(context.catalog, indicator)) {
    const dataset = context.catalog.datasets.get(leaf.from!)!
    // Things named one by one are rows.
    if (
      leastOf(context.catalog, dataset, context.small.usual) > 0
      && !mayCount(context.regions, scope, region, dataset.theme)
    )
      continue
    if (!wanted(leaf.from!) || !isOfThings(context, leaf) || !mayRead(context.regions, scope, region, leaf.theme))
      continue
    const whole = (await measure(context, leaf, ask)).get(gridKey(region, bucket))
    if (whole === undefined) continue
    const head = gridKey(region, bucket, '')
    const grid = await measure(context, leaf, { ...ask, by: [ROW_KEY] })
    const members = [...grid].flatMap(([key, { value, numerator, denominator, rows }]) =>
      key.startsWith(head) && rows > 0 ? [{ id: key.slice(head.length), value, numerator, denominator, rows }] : [],
    )
    found.push({ indicator: leaf, whole, members })
  }
  return found
}

import type { Scope } from '../../contract/index.ts'
import type { ReadContext } from '../read/read-cells.ts'
import type { Split, SplitCell, SplitQuery } from '../split/read-split.ts'
import { veilOf } from './hidden.ts'

const shut = (below: number): SplitCell => ({
  value: null,
  numerator: null,
  denominator: null,
  rows: 0,
  compare: {},
  suppressed: true,
  below,
})

/**
 * Categories crossed with places and times give small numbers away though each table by itself hides them; so none is
 * told.
 */
export const veilSplit = (context: ReadContext, scope: Scope, query: SplitQuery, split: Split): Split => {
  const veil = veilOf(context, scope, context.catalog.indicators.get(query.indicator)!, query)
  if (!veil || !query.regions.some(veil.covers)) return split
  const closed = shut(veil.least)
  return { ...split, at: (region, bucket, member) => (veil.covers(region) ? closed : split.at(region, bucket, member)) }
}

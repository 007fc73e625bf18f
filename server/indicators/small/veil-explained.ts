import type { Explanation, RegionCode, Scope } from '../../contract/index.ts'
import type { Indicator } from '../../catalog/index.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { veilOf } from './hidden.ts'

/**
 * An explanation as the reader may know it: what tells of single rows, deliveries or children is left out. Its cells
 * are veiled already.
 */
export const veilExplained = (
  context: ReadContext,
  scope: Scope,
  indicator: Indicator,
  { region, answer }: { region: RegionCode; answer: Explanation },
): Explanation => {
  const veil = veilOf(context, scope, indicator, { grain: answer.grain })
  if (!veil?.covers(region)) return answer
  return {
    ...answer,
    sources: answer.sources.map((source) => ({ ...source, accepted: 0, rejected: null, batches: [] })),
    children: { reported: [], silent: [] },
  }
}

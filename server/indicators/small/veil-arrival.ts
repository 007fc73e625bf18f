import type { RegionCode, Scope } from '../../contract/index.ts'
import { startOf } from '../../lib/index.ts'
import { heardAt, heardFrom, type ReadContext } from '../read/read-cells.ts'
import { leastOf, mayCount } from './personal.ts'

/**
 * When a dataset was last heard from for a region (local ms), as the reader may know it: who is not told how many
 * people rows tell of is told the hour, because each row would be known by its minute though its number is hidden.
 */
export const toldArrival = (context: ReadContext, scope: Scope, id: string, region: RegionCode): number | null => {
  const heard = heardFrom(context, id, region)
  const dataset = context.catalog.datasets.get(id)
  if (heard === null || !dataset || leastOf(context.catalog, dataset, context.small.usual) === 0) return heard
  return mayCount(context.regions, scope, heardAt(context, dataset, region), dataset.theme)
    ? heard
    : startOf('hour', heard)
}

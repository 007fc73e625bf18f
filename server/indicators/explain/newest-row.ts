import type { Indicator } from '../../catalog/index.ts'
import type { RegionCode } from '../../contract/index.ts'
import { factTable, moment } from '../../store/index.ts'
import { leavesOf } from '../leaves.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { fedBy } from '../stored/plan.ts'

/** Time (local ms) of the newest row an indicator could be computed from in a region; `null` = there is none. */
export const readNewestRow = async (
  context: ReadContext,
  indicator: Indicator,
  region: RegionCode,
): Promise<number | null> => {
  const datasets = [
    ...new Set(leavesOf(context.catalog, indicator).map((leaf) => fedBy(context.catalog.datasets.get(leaf.from!)!))),
  ]
  let newest: number | null = null
  for (const dataset of datasets) {
    const table = await context.sql.query(
      `select epoch_ms(max(_at))::DOUBLE as newest from ${factTable(dataset)}
       where _superseded is null and _at <= ${moment(context.now)} and _region in (select _descendant from tree where _ancestor = $1)`,
      [region],
    )
    const found = table.column('newest')[0] as number | null
    if (found !== null) newest = Math.max(newest ?? found, found)
  }
  return newest
}

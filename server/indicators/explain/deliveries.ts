import type { Scope } from '../../contract/index.ts'
import { startOf } from '../../lib/index.ts'
import { moment } from '../../store/index.ts'
import { mayReadTheme, rootsIn } from '../query.ts'
import { heardFrom, type ReadContext } from '../read/read-cells.ts'

/** What a dataset delivered since midnight, and when it last did (local ms). */
export interface Delivery {
  dataset: string
  lastArrival: number | null
  rows: number
  rejected: number
}

/** One entry per delivered dataset of the reader's themes. */
export const readDeliveries = async (context: ReadContext, scope: Scope): Promise<Delivery[]> => {
  const today = await context.sql.query(
    `select dataset, sum(accepted)::DOUBLE as rows, sum(rejected)::DOUBLE as rejected from batch
     where arrived >= ${moment(startOf('day', context.now))} group by dataset`,
  )
  const known = new Map(today.records().map((row) => [row['dataset'], row]))
  return [...context.catalog.datasets.values()]
    .filter((dataset) => dataset.type === 'delivered' && mayReadTheme(scope, dataset.theme))
    .map((dataset) => ({
      dataset: dataset.id,
      lastArrival: rootsIn(scope, dataset.theme).reduce<number | null>((latest, root) => Math.max(latest ?? 0, heardFrom(context, dataset.id, root) ?? 0) || null, null),
      rows: (known.get(dataset.id)?.['rows'] as number | undefined) ?? 0,
      rejected: (known.get(dataset.id)?.['rejected'] as number | undefined) ?? 0,
    }))
}

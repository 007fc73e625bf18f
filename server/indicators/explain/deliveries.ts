import type { RegionCode, Scope } from '../../contract/index.ts'
import { startOf } from '../../lib/index.ts'
import { factTable, moment } from '../../store/index.ts'
import { mayReadTheme, rootsIn, seesAll } from '../query.ts'
import { isLate, type ReadContext } from '../read/read-cells.ts'
import { leastOf, mayCount } from '../small/personal.ts'
import { toldArrival } from '../small/veil-arrival.ts'

/** What a dataset delivered since midnight, and when it last did (local ms). */
export interface Delivery {
  dataset: string
  lastArrival: number | null
  /** Whether that is longer ago than the dataset allows, or never was. */
  stale: boolean
  /** `null` for a reader who is not told numbers of so few people. */
  rows: number | null
  /** `null` for a reader who may not see all places: a refused row lies nowhere. */
  rejected: number | null
}

/** Rows of today's batches that lie where the reader may see. */
const ownRows = async ({ sql, now }: ReadContext, dataset: string, roots: readonly RegionCode[]): Promise<number> => {
  const table = await sql.query(
    `select count(*)::DOUBLE as n from ${factTable(dataset)} where _version in (select version from batch where arrived >= ${moment(startOf('day', now))})
     and _region in (select _descendant from tree where _ancestor in (select unnest($1::VARCHAR[])))`,
    [roots],
  )
  return table.column('n')[0] as number
}

/** One entry per delivered dataset of the reader's themes, counting only what lies within their reach. */
export const readDeliveries = async (context: ReadContext, scope: Scope): Promise<Delivery[]> => {
  const today = await context.sql.query(
    `select dataset, sum(accepted)::DOUBLE as rows, sum(rejected)::DOUBLE as rejected from batch
     where arrived >= ${moment(startOf('day', context.now))} group by dataset`,
  )
  const known = new Map(today.records().map((row) => [row['dataset'], row]))
  const datasets = [...context.catalog.datasets.values()].filter(
    (dataset) => dataset.type === 'delivered' && mayReadTheme(scope, dataset.theme),
  )
  const deliveries: Delivery[] = []
  for (const { id, theme } of datasets) {
    const roots = rootsIn(scope, theme)
    const open =
      leastOf(context.catalog, context.catalog.datasets.get(id)!, context.small.usual) === 0
      || roots.every((root) => mayCount(context.regions, scope, root, theme))
    const whole = seesAll(context.regions, scope, theme)
    const [rows, rejected] = ['rows', 'rejected'].map(
      (column) => (known.get(id)?.[column] as number | undefined) ?? 0,
    ) as [number, number]
    const heard = roots.flatMap((root) => {
      const at = toldArrival(context, scope, id, root)
      return at === null ? [] : [{ root, at }]
    })
    deliveries.push({
      dataset: id,
      lastArrival: heard.length === 0 ? null : Math.max(...heard.map(({ at }) => at)),
      stale: heard.every(({ root }) => isLate(context, id, root)),
      rows: !open ? null : whole || rows === 0 ? rows : await ownRows(context, id, roots),
      rejected: whole ? rejected : null,
    })
  }
  return deliveries
}

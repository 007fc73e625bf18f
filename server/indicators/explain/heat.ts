import type { HeatLayer } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import { factTable, moment, name } from '../../store/index.ts'
import { mayRead } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { leastOf, mayCount } from '../small/personal.ts'
import { fedBy } from '../stored/plan.ts'

/** Where the rows of a layer lie in a region, since `from` (local ms). */
export interface HeatQuery {
  layer: HeatLayer
  region: RegionCode
  from: number
}

/** Weights by place, `longitude,latitude`. */
type HeatPoints = Record<string, number>

const MOST_POINTS = 5_000

/**
 * The nearest known point at or above a region: a grid without one lies in its village. A statistical zone has no area
 * of its own, so nothing lies there.
 */
const pointOf = ({ regions }: ReadContext, code: RegionCode): [number, number] | null => {
  const path = regions.path(code)
  if (path.some(({ kind }) => kind === 'zone')) return null
  const node = path.findLast((one) => one.lon !== null && one.lat !== null)
  return node ? [node.lon!, node.lat!] : null
}

const merged = (points: Iterable<readonly [lon: number, lat: number, weight: number]>): HeatPoints => {
  const weights = new Map<string, number>()
  for (const [lon, lat, weight] of points) weights.set(`${lon},${lat}`, (weights.get(`${lon},${lat}`) ?? 0) + weight)
  return Object.fromEntries(weights)
}

const weigh = async (context: ReadContext, { layer, region, from }: HeatQuery): Promise<HeatPoints> => {
  const exact = context.regions.outlines === 'official'
  const place = exact
    ? `round(${name(layer.point)}.lon, 4) as lon, round(${name(layer.point)}.lat, 4) as lat`
    : '_region as region'
  const table = await context.sql.query(
    `select ${place}, ${layer.weight ? `sum((${layer.weight.sql})::DOUBLE)` : 'count(*)::DOUBLE'} as weight
     from (select *, ${moment(context.now)} as _now, ${moment(context.now)} as _bucket_end from ${factTable(layer.dataset)} where _superseded is null and _at >= ${moment(from)}) f
     where ${layer.where ? `(${layer.where.sql})` : 'true'} and _region in (select _descendant from tree where _ancestor = $1)
     group by all order by weight desc limit ${MOST_POINTS}`,
    [region],
  )
  return merged(
    table.records().flatMap((row): [number, number, number][] => {
      const point = exact
        ? ([row['lon'] as number, row['lat'] as number] as const)
        : pointOf(context, row['region'] as string)
      return point === null || point[0] === null || row['weight'] === null ? [] : [[...point, row['weight'] as number]]
    }),
  )
}

/**
 * Rows by where they lie. On schematic outlines the point of their region stands for their own coordinates:
 * a surveyed point would lie in the wrong village there.
 */
export const readHeat = async (context: ReadContext, query: HeatQuery, scope: Scope): Promise<HeatPoints> => {
  const { layer, region } = query
  const dataset = context.catalog.datasets.get(layer.dataset)
  if (!dataset || !mayRead(context.regions, scope, region, dataset.theme)) return {}
  // A point on the map is one person.
  if (
    leastOf(context.catalog, dataset, context.small.usual) > 0
    && !mayCount(context.regions, scope, region, dataset.theme)
  )
    return {}
  return context.remember(
    context.presence.versionOf(fedBy(dataset)),
    JSON.stringify(['heat', query, context.now]),
    () => weigh(context, query),
  )
}

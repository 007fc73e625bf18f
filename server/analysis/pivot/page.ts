import type { PivotCell, PivotHead, RegionCode } from '../../contract/index.ts'
import { ALL, problem, Refused } from '../../indicators/index.ts'
import { parseLocal } from '../../lib/index.ts'
import { loadIndicator, type Loader, type Spot } from './load.ts'
import { bucketsOn, keysOn, type Page, type Work } from './work.ts'

/** Of more things than a page holds all are read: thousands of names in a query cost more than their numbers. */
const MOST_NAMED = 1000

/** Reads what a page is made of, by indicators. Throws `Refused` for one that is unknown. */
export const loadPage = async (work: Work, page: Page): Promise<Map<string, Loader>> => {
  const {
    reader: { catalog, regions },
    reading,
    request,
    plan,
    things,
  } = work
  const members = page.rows.flatMap(({ key }) => (key === ALL ? [] : [key]))
  const load = {
    grain: request.grain,
    by: plan.by,
    measures: request.measures,
    asOf: request.asOf ?? null,
    regions: keysOn(work, page, 'region', plan.pin.region),
    buckets: bucketsOn(work),
    peers: plan.peers,
    ...(things && members.length <= MOST_NAMED ? { among: { dimension: things.id, members } } : {}),
  }
  const loaders = new Map<string, Loader>()
  for (const id of keysOn(work, page, 'indicator', plan.pin.indicator)) {
    const indicator = catalog().indicators.get(id)
    if (!indicator)
      throw new Refused(
        problem(404, 'unknown-indicator', `没有指标 ${id}`, {
          field: 'indicators',
          hint: '可用的指标见 GET /api/v1/catalog',
        }),
      )
    loaders.set(id, await loadIndicator(reading, regions, indicator, load))
  }
  return loaders
}

/** What one side of a table says about its cells. */
const standing = (
  { plan, reader }: Work,
  axis: string,
  key: string,
): Partial<{ indicator: string; region: RegionCode; bucket: number }> => {
  switch (axis) {
    case 'indicator':
      return { indicator: key }
    case 'region':
      return { region: key }
    case 'time':
      return { bucket: parseLocal(reader.clock.zone, key) ?? plan.pin.bucket }
    default:
      return {}
  }
}

const membersAt = ({ request: { rows, columns } }: Work, row: PivotHead, column: PivotHead): string[] => [
  ...(rows.startsWith('by:') ? [row.key] : []),
  ...(columns.startsWith('by:') ? [column.key] : []),
]

/** The numbers of a page, row by row. */
export const cellsOf = (work: Work, page: Page, loaders: ReadonlyMap<string, Loader>): PivotCell[][] => {
  const { request, plan } = work
  return page.rows.map((row) =>
    page.columns.map((column) => {
      const at = {
        ...plan.pin,
        ...standing(work, request.rows, row.key),
        ...standing(work, request.columns, column.key),
      }
      const spot: Spot = { region: at.region, bucket: at.bucket, members: membersAt(work, row, column) }
      return loaders.get(at.indicator)!.at(spot)
    }),
  )
}

import type { AlertBrief, MapPanel, RegionCode, RegionRef, View } from '../../../server/contract/index.ts'
import { gravityOf } from '../../lib/band.ts'
import type { PlaceAlerts } from '../../map/index.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'

/** Of what and of when the colours are: `今日 · 按村社着色`; a map of one place alone, of level `own`, compares nothing. */
export const mapNote = (data: MapPanel, levelTitle: (level: string) => string, now: CivilTime, own?: string): string =>
  [bucketWords(data.bucket, data.grain, now), ...(own === data.areaLevel ? [] : [`按${levelTitle(data.areaLevel)}着色`])].join(' · ')

/** Alerts a view lists, each once; what somebody muted is not what a map should point at. */
const listed = ({ panels }: Pick<View, 'panels'>): AlertBrief[] => {
  const rows = Object.values(panels).flatMap((panel) => (panel.kind === 'alerts' || panel.kind === 'ticker' ? panel.rows : panel.kind === 'decisions' ? panel.rows.map(({ alert }) => alert) : []))
  return [...new Map(rows.map((alert) => [alert.id, alert])).values()].filter(({ muted }) => muted === null)
}

/** How many of the alerts a view lists lie in each of `places`, or in what is inside it, and the gravest of them; those of the region itself belong to none. */
export const alertsByPlace = (view: Pick<View, 'panels'>, places: readonly RegionCode[], parentOf: (code: RegionCode) => RegionCode | null): Record<RegionCode, PlaceAlerts> => {
  const wanted = new Set(places)
  const found: Record<RegionCode, PlaceAlerts> = {}
  for (const { region, band } of listed(view)) {
    let place: RegionCode | null = region
    while (place !== null && !wanted.has(place)) place = parentOf(place)
    if (place === null) continue
    const before = found[place]
    found[place] = { count: (before?.count ?? 0) + 1, band: before && gravityOf(before.band) <= gravityOf(band) ? before.band : band }
  }
  return found
}

/** The place a map draws: the region itself; the one above, where the reader sees it, for a region that is not `outlined` and has nothing below it. */
export const stageOf = ({ region, children }: Pick<View, 'region' | 'children'>, outlined: boolean, regionOf: (code: RegionCode) => RegionRef | null): RegionRef =>
  children.length > 0 || outlined || region.parent === null ? region : regionOf(region.parent) ?? region

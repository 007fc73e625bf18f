import type { AlertBrief, PlaceAlerts, RegionCode } from '../contract/index.ts'
import type { Regions } from '../regions/index.ts'

/**
 * Open alerts by the child they lie in or inside of, each once. `alerts` come worst first; what somebody muted is not
 * what a map should point at.
 */
export const alertedIn = (
  regions: Pick<Regions, 'path'>,
  children: readonly { code: RegionCode }[],
  alerts: readonly AlertBrief[],
): Record<RegionCode, PlaceAlerts> => {
  const wanted = new Set(children.map(({ code }) => code))
  const found: Record<RegionCode, PlaceAlerts> = {}
  for (const { region, band, muted } of alerts) {
    if (muted !== null) continue
    const place = regions.path(region).find(({ code }) => wanted.has(code))?.code
    if (place !== undefined) found[place] = { count: (found[place]?.count ?? 0) + 1, band: found[place]?.band ?? band }
  }
  return found
}

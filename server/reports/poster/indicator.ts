import type { Catalog } from '../../catalog/index.ts'
import type { CellsAnswer, CellsParameters, PanelData, RegionCode, Scope } from '../../contract/index.ts'
import { cellsQueryOf, regionOf, type Indicators } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'

interface PanelDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  scope: Scope
}

/**
 * An indicator as a panel: the course of one place beside last year and target, or places of one bucket in their order,
 * in which statistical zones have no place and equal values share a rank. Throws `Refused`.
 */
export const panelOf = async (
  deps: PanelDeps,
  id: string,
  parameters: CellsParameters,
): Promise<{ panel: PanelData; answer: CellsAnswer; region: RegionCode }> => {
  const { indicators, regions, scope } = deps
  const catalog = deps.catalog()
  const several = parameters.children !== undefined
  const query = cellsQueryOf({ ...deps, catalog }, id, parameters)
  const answer = await indicators.read({ ...query, ...(several ? { first: query.last } : {}), compare: ['yoy'] }, scope)
  const region = regionOf(regions, scope, parameters.region, catalog.indicators.get(id)?.theme)
  const { cells, grain } = answer
  if (!several) {
    return {
      answer,
      region,
      panel: {
        kind: 'trend',
        indicator: id,
        grain,
        buckets: cells.map(({ bucket }) => bucket),
        values: cells.map(({ value }) => value),
        bands: cells.map(({ band }) => band),
        lastYear: cells.map(({ compare }) => compare?.yoy?.value ?? null),
        target: cells.map(({ target }) => target),
      },
    }
  }
  const rises = catalog.indicators.get(id)?.better === 'lower' ? -1 : 1
  const known = cells
    .filter(({ value, region: code }) => value !== null && regions.get(code)?.kind === 'place')
    .sort((a, b) => (b.value! - a.value!) * rises)
  const most = Math.max(0, ...known.map(({ value }) => Math.abs(value!)))
  return {
    answer,
    region,
    panel: {
      kind: 'ranking',
      indicator: id,
      grain,
      rows: known.map((cell) => ({
        rank: 1 + known.findIndex(({ value }) => value === cell.value),
        name: regions.get(cell.region)?.name ?? cell.region,
        share: most === 0 ? 0 : Math.abs(cell.value!) / most,
        figure: { indicator: id, region: cell.region, grain, cell, change: null },
      })),
    },
  }
}

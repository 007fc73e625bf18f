import type { MapPanel } from '../../contract/index.ts'
import type { RegionNode } from '../../regions/index.ts'
import { grainOf, theIndicator, type Board, type PanelMaker } from '../board.ts'
import { figuresAt, shownBucket } from '../figures.ts'

const HEAT_DAYS = 30
const DAY = 86_400_000

/** Level so many steps below the region, but not below the last level with outlines, nor above the region's own. */
const levelBelow = ({ regions, region }: Board, steps: number): string => {
  const ids = regions.levels.map((level) => level.id)
  const own = ids.indexOf(region.level)
  const outlined = Object.keys(regions.topology()?.objects ?? {})
  const deepest = ids.findLastIndex((id) => outlined.includes(id))
  return ids[Math.max(own, Math.min(own + steps, deepest < 0 ? own + 1 : deepest, ids.length - 1))]!
}

/** Statistical zones have no area to fill, but a label: their numbers are part of the sum above. */
const nodesAt = ({ regions, region }: Board, level: string, kinds: readonly RegionNode['kind'][]): RegionNode[] =>
  regions.descendants(region.code, level).filter((node) => kinds.includes(node.kind))

/** Areas filled two levels down, labels one level down, and the declared heat. */
export const map: PanelMaker<'map'> = async (board, panel) => {
  const indicator = theIndicator(board, [panel.fill])
  const grain = grainOf(indicator, panel)
  const bucket = await shownBucket(board, indicator, grain)
  const [areaLevel, labelLevel] = [levelBelow(board, 2), levelBelow(board, 1)]
  const read = async (nodes: RegionNode[]): Promise<{ node: RegionNode; shown: MapPanel['areas'][string] }[]> => {
    const figures = await figuresAt(board, indicator, { grain, regions: nodes.map((node) => node.code), bucket })
    return figures.map(({ cell }, index) => ({
      node: nodes[index]!,
      shown: { value: cell.value, band: cell.band, stale: cell.stale },
    }))
  }
  const areas = await read(nodesAt(board, areaLevel, ['place']))
  // Where nothing lower has outlines, what lies below is told beside the map.
  const below = labelLevel === board.region.level ? board.children : []
  const labels = await read([...nodesAt(board, labelLevel, ['place', 'zone']), ...below])
  const heat = []
  for (const layer of panel.layers) {
    if (!board.mayKnow(board.catalog.datasets.get(layer.dataset)?.theme ?? '')) continue
    const points = await board.reading.heat({
      layer,
      region: board.region.code,
      from: board.reading.now - HEAT_DAYS * DAY,
    })
    heat.push({ title: layer.title, points })
  }
  return {
    kind: 'map',
    indicator: indicator.id,
    grain,
    bucket: board.clock.zone.format(bucket),
    extrude: panel.extrude,
    areaLevel,
    areas: Object.fromEntries(areas.map(({ node, shown }) => [node.code, shown])),
    labelLevel,
    labels: Object.fromEntries(labels.map(({ node, shown }) => [node.code, { name: node.name, ...shown }])),
    heat,
  }
}

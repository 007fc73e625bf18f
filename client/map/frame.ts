import type { Position } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { RegionRef } from '../../server/contract/index.ts'
import { fit, joinBoxes, toWorld, type Box, type Edges } from './ground/camera.ts'
import { readOutlines, type Outlines } from './ground/outlines.ts'

/** Design pixels kept free around a region: words above, the legend's foot below. */
const EDGES: Edges = { top: 76, right: 40, bottom: 44, left: 40 }
/** On a small map no edge may take more than this part of it. */
const MOST = 0.12

/** A view in layout pixels, `unit` of them to a design pixel, with the legend in its lower right corner. */
export interface View { width: number; height: number; unit: number; legend: { width: number; height: number } }

/** Whether a region would be drawn under the legend. */
const covered = (box: Box, outline: Position[], { width, height, legend }: View, edges: Edges): boolean => {
  const camera = fit(box, width, height, edges)
  return outline.some((position) => {
    const [x, y] = toWorld(position)
    return (x - camera.x) * camera.zoom > width / 2 - legend.width && (y - camera.y) * camera.zoom > height / 2 - legend.height
  })
}

/**
 * Free edges for a region. The legend's corner is used by regions whose shape leaves it empty; others keep clear of it,
 * beside or above, whichever leaves them larger.
 */
export const edgesFor = (box: Box, outline: Position[], view: View): Edges => {
  const { width, height, unit, legend } = view
  const edges = {
    top: Math.min(EDGES.top * unit, height * MOST), bottom: Math.min(EDGES.bottom * unit, height * MOST),
    left: Math.min(EDGES.left * unit, width * MOST), right: Math.min(EDGES.right * unit, width * MOST),
  }
  if (!covered(box, outline, view, edges)) return edges
  const zoom = (other: Edges): number => fit(box, width, height, other).zoom
  const [beside, above] = [{ ...edges, right: Math.min(legend.width, width / 2) }, { ...edges, bottom: Math.min(legend.height, height / 2) }]
  return zoom(beside) >= zoom(above) ? beside : above
}

/** What to look at for a region: its own outline, else its children's, else everything there is. */
export const subjectFor = (outlines: Outlines, region: RegionRef, children: RegionRef[]): { box: Box; outline: Position[] } | null => {
  const own = outlines.level(region.level).get(region.code)
  const parts = own ? [own] : children.map(({ code, level }) => outlines.level(level).get(code)).filter((part) => part !== undefined)
  if (parts.length > 0) return { box: joinBoxes(parts.map(({ box }) => box)), outline: parts.flatMap(({ polygons }) => polygons.flat(2)) }
  return outlines.box && { box: outlines.box, outline: [] }
}

/** A topology and the region it was given for. */
export interface Held { topology: Topology; root: string }

/**
 * Which outlines to draw with: those of a higher region stay while one drills inside it, so that the
 * surroundings remain and the flight has no seam; anything else takes what is given now.
 */
export const holdTopology = (held: Held | null, given: Topology | null, region: RegionRef): Held | null => {
  const inside = held !== null && held.root !== region.code && readOutlines(held.topology).level(region.level).has(region.code)
  if (inside) return held
  return given ? { topology: given, root: region.code } : null
}

import type { RegionRef } from '../../server/contract/index.ts'
import { joinBoxes, type Box, type Edges } from './flat/camera.ts'
import { readOutlines, type Outlines } from './outlines.ts'
import type { Topology } from 'topojson-specification'

/** Design pixels kept free around a region: words above, the legend's foot below. */
const EDGES: Edges = { top: 76, right: 40, bottom: 44, left: 40 }
/** On a small map no edge may take more than this part of it. */
const MOST = 0.12

/** Free edges in layout pixels for a view of a size. */
export const edgesFor = (width: number, height: number, unit: number): Edges => ({
  top: Math.min(EDGES.top * unit, height * MOST), bottom: Math.min(EDGES.bottom * unit, height * MOST),
  left: Math.min(EDGES.left * unit, width * MOST), right: Math.min(EDGES.right * unit, width * MOST),
})

/** What to look at for a region: its own outline, else its children's, else everything there is. */
export const boxFor = (outlines: Outlines, region: RegionRef, children: RegionRef[]): Box | null => {
  const own = outlines.level(region.level).get(region.code)
  if (own) return own.box
  const boxes = children.map(({ code, level }) => outlines.level(level).get(code)?.box).filter((box) => box !== undefined)
  return boxes.length > 0 ? joinBoxes(boxes) : outlines.box
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

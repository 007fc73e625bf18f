import type { Position } from 'geojson'
import type { Topology } from 'topojson-specification'
import type { RegionRef } from '../../server/contract/index.ts'
import { fit, joinBoxes, toWorld, type Box, type Edges, type Point } from './ground/camera.ts'
import { readOutlines, type Outlines } from './ground/outlines.ts'

/** Design pixels kept free around a region: words above, the legend's foot below. */
const EDGES: Edges = { top: 76, right: 40, bottom: 44, left: 40 }
/** On a small map no edge may take more than this part of it. */
const MOST = 0.12

/** Touching the legend's edge is not being under it. */
const TOUCH = 0.5

/** A view in layout pixels, `unit` of them to a design pixel, with the legend in its lower right corner. */
interface View {
  width: number
  height: number
  unit: number
  legend: { width: number; height: number }
}

/** Whether a region would be drawn under the legend. */
const covered = (box: Box, outline: Point[], { width, height, legend }: View, edges: Edges): boolean => {
  const camera = fit(box, width, height, edges)
  return outline.some(
    ([x, y]) =>
      (x - camera.x) * camera.zoom > width / 2 - legend.width + TOUCH
      && (y - camera.y) * camera.zoom > height / 2 - legend.height + TOUCH,
  )
}

/** How finely room is looked for around the legend: steps from none of it to all of it. */
const STEPS = 16

/**
 * Free edges for a region. The legend's corner is used by regions whose shape leaves it empty; others keep clear of it,
 * as far beside and above as leaves them largest: a round town needs a little of both.
 */
export const edgesFor = (box: Box, outline: Position[], view: View): Edges => {
  const { width, height, unit, legend } = view
  const edges = {
    top: Math.min(EDGES.top * unit, height * MOST),
    bottom: Math.min(EDGES.bottom * unit, height * MOST),
    left: Math.min(EDGES.left * unit, width * MOST),
    right: Math.min(EDGES.right * unit, width * MOST),
  }
  const points = outline.map(toWorld)
  if (!covered(box, points, view, edges)) return edges
  const [rightMost, bottomMost] = [
    Math.max(edges.right, Math.min(legend.width, width / 2)),
    Math.max(edges.bottom, Math.min(legend.height, height / 2)),
  ]
  const parts = Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS)
  const tried = parts.flatMap((beside) =>
    parts.map((above) => ({
      ...edges,
      right: edges.right + (rightMost - edges.right) * beside,
      bottom: edges.bottom + (bottomMost - edges.bottom) * above,
    })),
  )
  const clear = tried.filter((one) => !covered(box, points, view, one))
  const zoom = (one: Edges): number => fit(box, width, height, one).zoom
  // A legend larger than half of the view cannot be kept clear of; then whichever side leaves the region larger.
  return (
    clear.length > 0
      ? clear
      : [
          { ...edges, right: rightMost },
          { ...edges, bottom: bottomMost },
        ]
  ).reduce((best, one) => (zoom(one) > zoom(best) ? one : best))
}

/**
 * How far apart the points of a looked-at outline may lie, as part of its box: a long straight edge crosses a corner
 * between its ends.
 */
const SPACING = 0.02

/** A ring with points along its long edges. */
const walked = (ring: Position[], [west, south, east, north]: Box): Position[] => {
  const most = Math.max(east - west, north - south) * SPACING || 1
  return ring.flatMap(([x = 0, y = 0], at) => {
    const [nextX = x, nextY = y] = ring[at + 1] ?? [x, y]
    const parts = Math.max(1, Math.ceil(Math.hypot(nextX - x, nextY - y) / most))
    return Array.from({ length: parts }, (_, part) => [
      x + ((nextX - x) * part) / parts,
      y + ((nextY - y) * part) / parts,
    ])
  })
}

/** What a map is to show, with the line around it. */
export interface Subject {
  box: Box
  outline: Position[]
}

/** What to look at for a region: its own outline, else its children's, else everything there is. */
export const subjectFor = (outlines: Outlines, region: RegionRef, children: RegionRef[]): Subject | null => {
  const own = outlines.level(region.level).get(region.code)
  const parts = own
    ? [own]
    : children.map(({ code, level }) => outlines.level(level).get(code)).filter((part) => part !== undefined)
  if (parts.length > 0) {
    const box = joinBoxes(parts.map((part) => part.box))
    return { box, outline: parts.flatMap(({ polygons }) => polygons.flat().flatMap((ring) => walked(ring, box))) }
  }
  return outlines.box && { box: outlines.box, outline: [] }
}

/** A topology and the region it was given for. */
export interface Held {
  topology: Topology
  root: string
}

/**
 * Which outlines to draw with: those of a higher region stay while one drills inside it, so that the
 * surroundings remain and the flight has no seam; anything else takes what is given now.
 */
export const holdTopology = (held: Held | null, given: Topology | null, region: RegionRef): Held | null => {
  const inside =
    held !== null && held.root !== region.code && readOutlines(held.topology).level(region.level).has(region.code)
  if (inside) return held
  return given ? { topology: given, root: region.code } : null
}

import { expect, test } from 'vitest'
import { edgesFor, holdTopology, subjectFor } from './frame.ts'
import { fit, type Edges } from './ground/camera.ts'
import { readOutlines } from './ground/outlines.ts'
import { squares } from './ground/squares.fixture.ts'

const ref = (code: string, level: string, parent: string | null = null) => ({
  code,
  name: code,
  level,
  kind: 'place' as const,
  parent,
})
const topology = squares()
const view = { width: 1000, height: 900, unit: 1, legend: { width: 200, height: 300 } }
const corners = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

test.each([
  ['its own outline', ref('t1', 'town'), [], [120, 30, 121, 31]],
  ['its children', ref('z', 'town'), [ref('v2', 'village')], [120, 30, 121, 30.5]],
  ['everything', ref('z', 'town'), [], [120, 30, 122, 31]],
])('a region is looked at by %s', (_, region, children, box) =>
  expect(subjectFor(readOutlines(topology), region, children)?.box).toEqual(box),
)

test('a long edge is looked at all along, not at its ends alone', () => {
  const { box, outline } = subjectFor(readOutlines(topology), ref('t1', 'town'), [])!
  const gaps = outline.slice(1).map(([x, y], at) => Math.hypot(x! - outline[at]![0]!, y! - outline[at]![1]!))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(Math.max(box[2] - box[0], box[3] - box[1]) * 0.021)
})
test('a shape that leaves the corner empty may have the whole view', () =>
  expect(
    edgesFor(
      [120, 30, 121, 31],
      [
        [120, 30],
        [120, 31],
        [121, 31],
      ],
      view,
    ),
  ).toMatchObject({ right: 40, bottom: 44 }))
test('a shape in the corner keeps clear of the legend', () => {
  expect(edgesFor([120, 30, 121, 31], corners(120, 30, 121, 31), view)).toMatchObject({ right: 120, bottom: 44 })
  expect(
    edgesFor([120, 30, 122, 31], corners(120, 30, 122, 31), { ...view, legend: { width: 200, height: 700 } }),
  ).toMatchObject({ right: 200, bottom: 44 })
  expect(
    edgesFor([120, 30, 122, 30.8], corners(120, 30, 122, 30.8), { ...view, legend: { width: 400, height: 300 } }),
  ).toMatchObject({ right: 40, bottom: 204 })
})
test('a round shape keeps clear with a little room beside and a little above, and is larger so', () => {
  const round = Array.from({ length: 24 }, (_, at) => [
    120.5 + 0.5 * Math.cos((at * Math.PI) / 12),
    0.5 * Math.sin((at * Math.PI) / 12),
  ])
  const large = { ...view, legend: { width: 400, height: 400 } }
  const zoomWith = (edges: Edges): number => fit([120, -0.5, 121, 0.5], large.width, large.height, edges).zoom
  const edges = edgesFor([120, -0.5, 121, 0.5], round, large)
  expect(edges.right).toBeLessThan(400)
  expect(zoomWith(edges)).toBeGreaterThan(
    Math.max(zoomWith({ ...edges, right: 400, bottom: 44 }), zoomWith({ ...edges, right: 40, bottom: 400 })),
  )
})
test('small maps keep small edges', () =>
  expect(edgesFor([120, 30, 121, 31], [], { ...view, width: 200, height: 200 })).toEqual({
    top: 24,
    right: 24,
    bottom: 24,
    left: 24,
  }))

test('drilling inside keeps the outlines of the region above; going up or elsewhere takes the new', () => {
  const district = holdTopology(null, topology, ref('d', 'district'))!
  expect(holdTopology(district, null, ref('t1', 'town', 'd'))).toBe(district)
  const fresh = squares()
  expect(holdTopology(district, fresh, ref('t1', 'town', 'd'))).toBe(district)
  expect(holdTopology(district, fresh, ref('d', 'district'))?.topology).toBe(fresh)
  expect(holdTopology(district, null, ref('x', 'city'))).toBeNull()
})

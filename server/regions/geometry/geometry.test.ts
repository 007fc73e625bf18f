import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divide } from './divide.ts'
import { clip } from './half-plane.ts'
import { softHull } from './hull.ts'
import { poleOf } from './pole.ts'
import { contains, ringArea, samplesOf, shapeArea, type Point, type Shape } from './shape.ts'
import { weld } from './weld.ts'
import { createWobble } from './wobble.ts'

/** A comb with two teeth, and a square with a hole: what a straight cut takes into several parts. */
const comb: Shape = [
  [
    [
      [0, 0],
      [5, 0],
      [5, 3],
      [4, 3],
      [4, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ],
  ],
]
const holed: Shape = [
  [
    [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ],
    [
      [1, 1],
      [1, 3],
      [3, 3],
      [3, 1],
      [1, 1],
    ],
  ],
]

describe('a half-plane', () => {
  test.each<[string, Shape, Point, number, number, number]>([
    ['cuts the teeth off a comb', comb, [0, -1], -2, 2, 2],
    ['keeps the back of a comb', comb, [0, 1], 1.5, 1, 6],
    ['keeps all', comb, [0, 1], 9, 1, 9],
    ['keeps nothing', comb, [0, 1], -9, 0, 0],
    ['cuts through a hole', holed, [1, 0], 2, 1, 6],
    ['keeps a hole it does not touch', holed, [1, 0], 3.5, 1, 10],
    ['runs along a side', comb, [0, 1], 1, 1, 5],
  ])('%s', (_, shape, normal, limit, parts, area) => {
    const cut = clip(shape, { normal, limit })
    expect([cut.length, Number(shapeArea(cut).toFixed(9))]).toEqual([parts, area])
    for (const [outer, ...holes] of cut) {
      expect(ringArea(outer!)).toBeGreaterThan(0)
      for (const hole of holes) expect(ringArea(hole)).toBeLessThan(0)
    }
  })

  test('and the other side together make the whole, however it lies', () => {
    const angle = fc.double({ min: 0, max: 6.28, noNaN: true })
    fc.assert(
      fc.property(
        fc.constantFrom(comb, holed),
        angle,
        fc.double({ min: -5, max: 5, noNaN: true }),
        (shape, a, limit) => {
          const normal: Point = [Math.cos(a), Math.sin(a)]
          const sum =
            shapeArea(clip(shape, { normal, limit }))
            + shapeArea(clip(shape, { normal: [-normal[0], -normal[1]], limit: -limit }))
          expect(sum).toBeCloseTo(shapeArea(shape), 6)
        },
      ),
    )
  })
})

test('a shape is divided in the asked proportions, without gap or overlap, the same every time', () => {
  const parts = [3, 1, 1, 2, 5].map((share, i) => ({
    share,
    centre: i === 0 ? ([0.5, 0.5] as Point) : null,
    seed: (i * 0.37) % 1,
  }))
  const cells = divide(holed, parts)
  expect(divide(holed, parts)).toEqual(cells)
  const areas = cells.map(shapeArea)
  expect(areas.reduce((a, b) => a + b)).toBeCloseTo(12, 6)
  for (const [i, { share }] of parts.entries()) expect(areas[i]! / share).toBeCloseTo(1, 0)
  for (const sample of samplesOf(holed, 500)) expect(cells.filter((cell) => contains(cell, sample)).length).toBe(1)
  expect(contains(cells[0]!, [0.5, 0.5])).toBe(true)
})

test('a hull has the area asked for and leaves neighbours their ground', () => {
  const discs = [
    { at: [0, 0] as Point, radius: 2 },
    { at: [5, 0] as Point, radius: 2 },
  ]
  expect(shapeArea(softHull(discs, [], 1, 30)) / 30).toBeCloseTo(1, 1)
  const beside = softHull(discs, [{ at: [2.5, 4], radius: 2 }], 1, 30)
  expect(contains(beside, [2.5, 4])).toBe(false)
  expect(contains(beside, [0, 0])).toBe(true)
})

test('bending keeps areas, never folds, and is undone by unbending', () => {
  const { bend, unbend } = createWobble(8)
  const h = 1e-4
  for (let x = -20; x <= 20; x += 0.7)
    for (let y = -20; y <= 20; y += 0.7) {
      const [at, east, north] = [bend([x, y]), bend([x + h, y]), bend([x, y + h])]
      const growth = ((east[0] - at[0]) * (north[1] - at[1]) - (east[1] - at[1]) * (north[0] - at[0])) / h ** 2
      expect(growth).toBeGreaterThan(0.5)
      const [back] = [unbend(at)]
      expect(Math.hypot(back[0] - x, back[1] - y)).toBeLessThan(1e-6)
    }
})

test('welded neighbours share every corner of their border', () => {
  const left: Shape = [
    [
      [
        [0, 0],
        [1, 0],
        [1, 2],
        [0, 2],
        [0, 0],
      ],
    ],
  ]
  const right: Shape = [
    [
      [
        [1.000001, 0],
        [2, 0],
        [2, 2],
        [1, 2],
        [1, 0.7],
        [1, 0],
      ],
    ],
  ]
  const [a, b] = weld([left, right])
  expect(a![0]![0]).toContainEqual([1, 0.7])
  expect(b![0]![0]!.filter(([x]) => x < 1.5).map(([x]) => x)).toEqual(
    [1, 1, 1, 1].slice(0, b![0]![0]!.filter(([x]) => x < 1.5).length),
  )
})

test.each([
  ['a comb', comb],
  ['a square with a hole', holed],
])('the pole of %s lies inside it', (_, shape) => expect(contains(shape, poleOf(shape))).toBe(true))

test.each<[string, Shape]>([
  [
    'a line',
    [
      [
        [
          [0, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ],
  ],
  ['two parts that lie on one another', [comb[0]!, comb[0]!]],
])('%s has no inside, and a place all the same', (_, shape) => expect(samplesOf(shape, 100)).toEqual([[0, 0]]))

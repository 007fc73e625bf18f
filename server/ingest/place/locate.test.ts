import { expect, test } from 'vitest'
import { topology } from 'topojson-server'
import { createLocator } from './locate.ts'

const square = (code: string, x: number, y: number, size: number, hole?: number) => ({
  type: 'Feature' as const,
  properties: { code },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
      ...(hole === undefined
        ? []
        : [
            [
              [x + hole, y + hole],
              [x + hole, y + 2 * hole],
              [x + 2 * hole, y + 2 * hole],
              [x + 2 * hole, y + hole],
              [x + hole, y + hole],
            ],
          ]),
    ],
  },
})
const collection = (...features: ReturnType<typeof square>[]) => ({ type: 'FeatureCollection' as const, features })

const locate = createLocator({
  levels: [
    { id: 'town', title: '镇街' },
    { id: 'village', title: '村社' },
  ],
  topology: () =>
    topology({
      town: collection(square('T1', 0, 0, 10), square('T2', 10, 0, 10)),
      village: collection(square('V1', 0, 0, 5), square('V2', 10, 0, 6, 2)),
    }),
})

test.each([
  ['in a village', 1, 1, 'V1'],
  ['in a town outside its villages', 8, 8, 'T1'],
  ['in the hole of a village', 13, 3, 'T2'],
  ['beside the hole', 11, 1, 'V2'],
  ['outside everything', 30, 30, null],
])('a point %s belongs to the smallest region that holds it', (_, lon, lat, expected) => {
  expect(locate(lon, lat)).toBe(expected)
})

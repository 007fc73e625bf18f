import { expect, test } from 'vitest'
import { lineShapes, pointShapes, prismShapes, tallestFor } from './shapes.ts'

const fill = {
  code: 'a',
  polygons: [
    [
      [
        [120, 30],
        [121, 30],
        [121, 31],
        [120, 30],
      ],
    ],
  ],
  colour: '#123456',
  stale: false,
  height: 0.5,
}

test('prisms stand by value and flat areas lie just under the lines', () =>
  expect(prismShapes([fill, { ...fill, height: 0 }], 1000).features.map(({ properties }) => properties.height)).toEqual(
    [500, -12],
  ))
test('the tallest prism follows the size of what is looked at', () =>
  expect(tallestFor([120, 30, 120.2, 30.1]) / tallestFor([120, 30, 120.1, 30.05])).toBeCloseTo(2, 1))
test('lines carry colour and half their width in layout pixels', () =>
  expect(
    lineShapes(
      [
        {
          paths: [
            [
              [120, 30],
              [121, 30],
            ],
          ],
          colour: '#fff',
          width: 2,
        },
      ],
      2,
    ).features[0]!.properties,
  ).toEqual({ colour: '#fff', width: 2 }))
test('no heat is no points', () => expect(pointShapes(null).features).toEqual([]))

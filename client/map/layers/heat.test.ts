import { expect, test } from 'vitest'
import { mapPalette } from '../palette.ts'
import { heatLayer } from './heat.ts'

const palette = mapPalette(() => '#808080', 'dark')

test('weights of all layers are scaled to the heaviest', () =>
  expect(
    heatLayer(
      [
        { title: 'a', points: { '120,30': 2 } },
        { title: 'b', points: { '121,30.5': 8 } },
      ],
      palette,
    )?.points,
  ).toEqual([
    [120, 30, 0.25],
    [121, 30.5, 1],
  ]))
test.each([[[]], [[{ title: 'a', points: {} }]]])('nothing to glow is null', (heat) =>
  expect(heatLayer(heat, palette)).toBeNull(),
)

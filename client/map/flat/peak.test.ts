import { expect, test } from 'vitest'
import { peakOf } from './peak.ts'

const same = (at: [number, number]): [number, number] => at

test('the fullest square counts', () =>
  expect(
    peakOf(
      [
        [1, 1, 1],
        [2, 3, 0.5],
        [50, 50, 1],
      ],
      same,
      10,
    ),
  ).toBe(1.5))
test('without points there is no peak', () => expect(peakOf([], same, 10)).toBe(0))

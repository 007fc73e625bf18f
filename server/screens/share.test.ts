import { expect, test } from 'vitest'
import { shareOf } from './share.ts'

test.each<[string, number[], number[]]>([
  ['from nothing to the largest', [71, 46, 0], [1, 46 / 71, 0]],
  ['from the least where some lie below zero: less is never longer', [0.5, -0.5, -2], [1, 0.6, 0]],
  ['all below zero: zero itself is the far end', [-1, -4], [0.75, 0]],
  ['nothing but zeros has no bars', [0, 0], [0, 0]],
  ['no values, no bars', [], []],
])('%s', (_, values, shares) => {
  const share = shareOf(values)
  values.forEach((value, index) => expect(share(value)).toBeCloseTo(shares[index]!))
})

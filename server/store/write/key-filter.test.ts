import { expect, test } from 'vitest'
import { createKeyFilter } from './key-filter.ts'

const KEYS = 200_000
const mix = (n: number): number => {
  const a = Math.imul(n ^ (n >>> 16), 0x85ebca6b)
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35)
  return (b ^ (b >>> 16)) >>> 0
}
const add = (filter: ReturnType<typeof createKeyFilter>, n: number): boolean => filter.add(mix(n), mix(n + 0x5bd1e995))

test('a key that was added is always perhaps seen, and a new one nearly never, when the filter is full', () => {
  const filter = createKeyFilter(KEYS)
  for (let n = 0; n < KEYS; n++) add(filter, n)
  for (let n = 0; n < KEYS; n += 7) expect(add(filter, n)).toBe(true)
  let wrong = 0
  for (let n = KEYS; n < KEYS + 20_000; n++) if (add(filter, n)) wrong += 1
  expect(wrong).toBeLessThan(20)
  expect(filter.full()).toBe(true)
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apply, diff, type Json } from './delta.ts'

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>

test('golden rule 3: applying the difference gives the later value, for any two values', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      expect(apply(diff(before, after), before)).toEqual(after)
    }),
    { numRuns: 3_000 },
  )
})

test('a value changed in a few places is told by a few steps', () => {
  const before = { panels: { a: { rows: [{ value: 1 }, { value: 2 }] }, b: { value: 3 } } }
  const after = { panels: { a: { rows: [{ value: 1 }, { value: 5 }] }, b: { value: 3 } } }
  expect(diff(before, after)).toEqual([[['panels', 'a', 'rows', 1, 'value'], 5]])
})

test('equal values differ by nothing', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(diff(value, structuredClone(value))).toEqual([])
    }),
  )
})

test('applying leaves the earlier value as it was', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const kept = structuredClone(before)
      apply(diff(before, after), before)
      expect(before).toEqual(kept)
    }),
  )
})

test('a key named __proto__ is data', () => {
  const after = JSON.parse('{"__proto__": {"polluted": true}, "x": 1}') as Json
  expect(JSON.stringify(apply(diff({ x: 0 }, after), { x: 0 }))).toBe('{"x":1,"__proto__":{"polluted":true}}')
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

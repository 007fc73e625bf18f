import { expect, test } from 'vitest'
import { closeFamily, type Sibling } from './close.ts'

const K = 5
/** Children of a place by their counts: one list for each bucket, one number for each layer of it. */
const family = (children: Record<string, number[][]>): Sibling[] =>
  Object.entries(children).map(([code, counts]) => ({ code, counts, shut: false }))
const hidden = (children: Record<string, number[][]>): string[] => [...closeFamily(family(children), K)].sort()

test.each<[string, Record<string, number[][]>, string[]]>([
  ['nothing is small', { a: [[9]], b: [[7]], c: [[0]] }, []],
  ['one is small, and the next smallest goes with it', { a: [[2]], b: [[20]], c: [[30]] }, ['a', 'b']],
  ['the small ones are enough together', { a: [[2]], b: [[4]], c: [[30]] }, ['a', 'b']],
  ['a part of one is small', { a: [[40, 3]], b: [[60, 30]], c: [[90, 30]] }, ['a', 'b']],
  ['there is nobody to hide behind', { a: [[2]], b: [[0]], c: [[0]] }, ['a', 'b', 'c']],
])('where %s', (_, children, expected) => expect(hidden(children)).toEqual(expected))

test('over several buckets a small number hides behind those alone whose rows could be its own', () => {
  // Enough together on both days, and a is known over both: less b's at most 4, its 3 on the first day stand open.
  expect(hidden({ a: [[3], [40]], b: [[2], [0]], c: [[90], [90]] })).toEqual(['a', 'b', 'c'])
  expect(hidden({ a: [[3], [40]], b: [[6], [0]], c: [[90], [90]] })).toEqual(['a', 'b'])
})

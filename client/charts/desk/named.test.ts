import { expect, test } from 'vitest'
import { namedApart } from './named.ts'

const at = (x: number, y: number, name = '某某街道') => ({ x, y, name })

test('who stands apart is named, a crowd is not', () => {
  const crowd = Array.from({ length: 200 }, (_, index) => at(10 + (index % 20) / 10, 10 + Math.floor(index / 20) / 10))
  const named = namedApart([...crowd, at(100, 100), at(0, 90)])
  expect([named.has(200), named.has(201)]).toEqual([true, true])
  expect(named.size).toBeLessThanOrEqual(16)
})

test('of two that lie close together the one whose name would lie on the other stays unnamed', () => {
  const named = namedApart([at(0, 0), at(3, 0), at(100, 100)])
  expect([...named].sort()).toEqual([1, 2])
})

test('points far from each other are all named; none and one are no trouble', () => {
  expect(namedApart([at(0, 0), at(50, 50), at(100, 100)]).size).toBe(3)
  expect([namedApart([]).size, namedApart([at(5, 5)]).size]).toEqual([0, 1])
})

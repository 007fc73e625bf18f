import { expect, test } from 'vitest'
import { askedIn, ON_A_PAGE, pageOf } from './pages.ts'

const rows = Array.from({ length: ON_A_PAGE * 2 + 1 }, (_, index) => index)

test('all pages together are the list, in its order, and no page is longer than another but the last', () => {
  const all = [1, 2, 3].map((page) => pageOf(rows, page))
  expect(all.flatMap(({ rows: some }) => some)).toEqual(rows)
  expect(all.map(({ rows: some, page, pages }) => [some.length, page, pages])).toEqual([
    [ON_A_PAGE, 1, 3],
    [ON_A_PAGE, 2, 3],
    [1, 3, 3],
  ])
})

test('a page beyond the end is the last one, and an empty list has one', () => {
  expect(pageOf(rows, 99)).toEqual(pageOf(rows, 3))
  expect(pageOf([], 7)).toEqual({ rows: [], page: 1, pages: 1 })
})

test.each([
  [{}, '', 1],
  [{ q: '王', page: '3' }, '王', 3],
  [{ page: '0' }, '', 1],
  [{ page: '-1' }, '', 1],
  [{ page: 'x', q: ['a', 'b'] }, '', 1],
])('the address %j asks for %j on page %i', (query, typed, page) => {
  expect(askedIn(query)).toEqual({ typed, page })
})

import { expect, test } from 'vitest'
import type { RegionRef } from '../../server/contract/index.ts'
import { cellOf, indicatorOf } from '../panels/fixture.ts'
import { childRows, columnsAsked, nextOrder, readOrder, writeOrder, type ChildColumn, type Order } from './options.ts'

const info = indicatorOf()
const place = (code: string): RegionRef => ({ code, name: code, level: 'town', kind: 'place', parent: 'd' })
const cell = (region: string, value: number | null) =>
  [
    region,
    {
      region,
      bucket: '2026-11-21T00:00:00+08:00',
      value,
      numerator: null,
      denominator: null,
      rows: 1,
      coverage: null,
      stale: false,
      band: null,
      target: null,
    },
  ] as const
const columns: ChildColumn[] = [
  { indicator: 'x.cases', grain: 'day', cells: new Map([cell('a', 5), cell('b', null), cell('c', 9)]) },
]
const order = (by: Order | null): string[] =>
  childRows(['a', 'b', 'c', 'd'].map(place), columns, () => info, by).map(({ region }) => region)

test('places without a value come last in either order', () => {
  expect(order(null)).toEqual(['a', 'b', 'c', 'd'])
  expect(order({ column: 0, descending: true })).toEqual(['c', 'a', 'b', 'd'])
  expect(order({ column: 0, descending: false })).toEqual(['a', 'c', 'b', 'd'])
})

test('a place the server gave no cell for has no figure to press', () => {
  expect(childRows([place('d')], columns, () => info, null)[0]!.figures[0]!.number).toBeNull()
})

test('pressing a heading goes round: largest, smallest, as they stand', () => {
  const first = nextOrder(null, 2)
  expect([first, nextOrder(first, 2), nextOrder(nextOrder(first, 2), 2), nextOrder(first, 1)]).toEqual([
    { column: 2, descending: true },
    { column: 2, descending: false },
    null,
    { column: 1, descending: true },
  ])
})

test.each([
  ['-2', { column: 2, descending: true }],
  ['0', { column: 0, descending: false }],
  ['x', null],
  [undefined, null],
])('an order written %s', (text, read) => {
  expect(readOrder(text)).toEqual(read)
  if (read) expect(writeOrder(read)).toBe(text)
})

test('a column is of the bucket its own number is of; where there is none, of the running one', () => {
  const item = {
    indicator: 'x.pm',
    region: 'd',
    grain: 'hour' as const,
    cell: cellOf({ bucket: '2026-11-25T09:00:00', value: 31 }),
    change: null,
    spark: [],
  }
  const panels = {
    'left.0': {
      kind: 'headline' as const,
      items: [item, { ...item, indicator: 'x.none', cell: cellOf({ value: null }) }],
    },
  }
  expect(columnsAsked(['x.pm', 'x.none', 'x.other'], panels)).toEqual([
    { indicator: 'x.pm', grain: 'hour', bucket: '2026-11-25T09:00:00' },
    { indicator: 'x.none' },
    { indicator: 'x.other' },
  ])
})

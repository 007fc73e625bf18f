import { expect, test } from 'vitest'
import type { PanelInfo } from '../../server/contract/index.ts'
import { arrange, split } from './arrange.ts'

const panel = (id: string, weight: number): PanelInfo => ({ id, kind: 'trend', title: null, weight, indicators: [] })
const ids = (columns: PanelInfo[][]): string[][] => columns.map((column) => column.map(({ id }) => id))

const left = [panel('a', 3.2), panel('b', 1.2)]
const right = [panel('c', 2), panel('d', 0.7), panel('e', 1.3)]

test.each([
  [1920, 440, [['a', 'b']], [['c', 'd', 'e']]],
  [2880, 440, [['a'], ['b']], [['c'], ['d', 'e']]],
  [3840, 590, [['a'], ['b']], [['c'], ['d', 'e']]],
  [4011, 618, [['a'], ['b']], [['c'], ['d', 'e']]],
  [5760, 715, [['a'], ['b']], [['c'], ['d'], ['e']]],
])('a wall %i wide', (width, column, expectedLeft, expectedRight) => {
  const arrangement = arrange(left, right, width)
  expect([arrangement.column, ids(arrangement.left), ids(arrangement.right)]).toEqual([
    column,
    expectedLeft,
    expectedRight,
  ])
})

test('panels keep their order and none is lost, whatever the number of columns', () => {
  for (const columns of [1, 2, 3]) expect(split([...left, ...right], columns).flat()).toEqual([...left, ...right])
})

test('a side without panels takes no column', () => expect(ids(arrange([], right, 1920).left)).toEqual([]))

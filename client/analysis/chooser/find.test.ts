import { expect, test } from 'vitest'
import type { IndicatorInfo, RegionRef } from '../../../server/contract/index.ts'
import { findIndicators, placesBelow, placeAfter } from './find.ts'

const info = (id: string, title: string, meaning = ''): IndicatorInfo => ({
  id,
  title,
  theme: id.split('.')[0]!,
  meaning,
  unit: '',
  decimals: 0,
  better: 'neither',
  grains: ['day'],
  grain: 'day',
  scale: 'three',
  bands: {},
  target: null,
  synthetic: false,
})
const ALL = [info('a.open', '待办事件', '尚未办结的件数'), info('a.new', '新增事件'), info('b.power', '工业用电')]
const THEMES = [
  { id: 'b', title: '经济' },
  { id: 'a', title: '治理' },
]

test.each([
  ['', ['b.power', 'a.open', 'a.new']],
  ['事件', ['a.open', 'a.new']],
  ['事件 办结', ['a.open']],
  ['POWER', ['b.power']],
  ['没有', []],
])('looking for “%s” finds by title, meaning and id, all words needed', (sought, ids) => {
  expect(findIndicators(ALL, THEMES, sought).flatMap((group) => group.indicators.map(({ id }) => id))).toEqual(ids)
})

test('places below a region are those of the level, however deep', () => {
  const region = (code: string, level: string, parent: string | null): RegionRef =>
    ({ code, level, parent, name: code }) as RegionRef
  const tree = [
    region('d', 'district', null),
    region('t1', 'town', 'd'),
    region('v1', 'village', 't1'),
    region('t2', 'town', 'd'),
    region('v2', 'village', 't2'),
  ]
  expect(
    [placesBelow(tree, 'd', 'village'), placesBelow(tree, 't2', 'village'), placesBelow(tree, 't1', 'town')].map(
      (found) => found.map(({ code }) => code),
    ),
  ).toEqual([['v1', 'v2'], ['v2'], ['t1']])
})

test('keys lead through a list and stay in it', () => {
  expect(placeAfter('ArrowDown', -1, 3)).toBe(0)
  expect([placeAfter('ArrowDown', 2, 3), placeAfter('ArrowUp', 0, 3), placeAfter('PageDown', 1, 30)]).toEqual([
    2, 0, 11,
  ])
  expect([placeAfter('Home', 2, 3), placeAfter('End', 0, 3)]).toEqual([0, 2])
  expect([placeAfter('a', 0, 3), placeAfter('ArrowDown', -1, 0)]).toEqual([null, null])
})

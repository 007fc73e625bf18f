import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { readOutlines } from '../ground/outlines.ts'
import { squares } from '../ground/squares.fixture.ts'
import { labelLayer, placeLabels, type Label } from './labels.ts'

const towns = readOutlines(squares()).level('town')
const labels: MapPanel['labels'] = {
  t2: { name: '东镇', value: 80, band: null, stale: false },
  t1: { name: '西镇', value: 71, band: 'red', stale: false },
  z: { name: '围垦区', value: 99, band: 'red', stale: false },
}
const label = (code: string, at: [number, number]): Label => ({
  code,
  name: '四字街道',
  written: '71',
  text: '71',
  unit: '件',
  band: null,
  word: '',
  shape: 'none',
  stale: false,
  alerts: null,
  anchor: at,
})
const view = { width: 400, height: 300 }
const place = (...list: Label[]) => placeLabels(list, (anchor) => anchor, view)

test('the worst comes first, and what has no outline is left to the list', () =>
  expect(labelLayer(labels, towns, indicatorOf()).map(({ code, shape, word }) => [code, shape, word])).toEqual([
    ['t1', 'triangle', 'Ⅰ级 红'],
    ['t2', 'none', ''],
  ]))

test('a number drawn in ten thousands says so, its unit stays in the legend', () =>
  expect(labelLayer({ t2: { ...labels['t2']!, value: 123_456 } }, towns, indicatorOf())[0]).toMatchObject({
    written: '12.35万',
  }))

test('a place with open alerts says so, and its sign has room of its own', () => {
  expect(
    labelLayer(labels, towns, indicatorOf(), { t2: { count: 2, band: 'red' } }).map(({ alerts }) => alerts),
  ).toEqual([null, { count: 2, band: 'red' }])
  expect(
    labelLayer({ t1: { ...labels['t1']!, band: null }, t2: labels['t2']! }, towns, indicatorOf(), {
      t1: { count: 1, band: 'blue' },
    }).map(({ code }) => code),
  ).toEqual(['t1', 't2'])
  const close = [label('a', [100, 100]), label('b', [180, 100])] as const
  expect(place(...close).map(({ x, y }) => [x, y])).toEqual([
    [100, 100],
    [180, 100],
  ])
  const [signed, beside] = place({ ...close[0], alerts: { count: 1, band: 'red' } }, close[1])
  expect(Math.abs(beside!.x - signed!.x) >= (64 + 34 + 64) / 2 || Math.abs(beside!.y - signed!.y) >= 40).toBe(true)
})

test('a stale place shows no band', () =>
  expect(labelLayer({ t1: { ...labels['t1']!, stale: true } }, towns, indicatorOf())[0]).toMatchObject({
    band: null,
    shape: 'none',
    stale: true,
  }))

test('labels apart stay where they belong', () =>
  expect(place(label('a', [100, 100]), label('b', [200, 100])).map(({ x, y, short }) => [x, y, short])).toEqual([
    [100, 100, false],
    [200, 100, false],
  ]))

test('of two in one place the second moves aside, and no two ever touch', () => {
  const crowd = Array.from({ length: 40 }, (_, i) => label(`p${i}`, [60 + (i % 8) * 38, 60 + Math.floor(i / 8) * 26]))
  const placed = place(...crowd)
  expect(placed.length).toBeGreaterThan(5)
  const lines = placed.flatMap(({ code, x, y, short }) =>
    short
      ? [{ code, x, y, width: 64 }]
      : [
          { code, x, y: y - 10, width: 64 },
          { code, x, y: y + 10, width: 20 },
        ],
  )
  for (const a of lines)
    for (const b of lines) {
      if (a.code !== b.code)
        expect(Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= 20, `${a.code} ${b.code}`).toBe(
          true,
        )
    }
})

test('the name of one place may stand beside the short number of another, but not so close that it seems to be its own', () => {
  const spots = (...list: Label[]) => place(...list).map(({ x, y }) => [x, y])
  expect(spots(label('a', [100, 100]), label('b', [160, 123]))).toEqual([
    [100, 100],
    [160, 123],
  ])
  expect(spots(label('a', [100, 100]), label('b', [145, 123]))[1]).not.toEqual([145, 123])
})

test('a label never stands outside the view or on what is taken', () => {
  expect(place(label('a', [5, 100]))).toEqual([])
  expect(
    placeLabels([label('a', [300, 200])], (anchor) => anchor, {
      ...view,
      taken: [{ x: 300, y: 200, width: 200, height: 200 }],
    }),
  ).toEqual([])
})

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
const label = (code: string, at: [number, number]): Label => ({ code, name: '四字街道', written: '71', text: '71', unit: '件', band: null, word: '', shape: 'none', stale: false, alerts: null, anchor: at })
const view = { width: 400, height: 300 }
const place = (...list: Label[]) => placeLabels(list, (anchor) => anchor, view)

test('the worst comes first, and what has no outline is left to the list', () =>
  expect(labelLayer(labels, towns, indicatorOf()).map(({ code, shape, word }) => [code, shape, word])).toEqual([['t1', 'triangle', 'Ⅰ级 红'], ['t2', 'none', '']]))

test('a number drawn in ten thousands says so, its unit stays in the legend', () =>
  expect(labelLayer({ t2: { ...labels['t2']!, value: 123_456 } }, towns, indicatorOf())[0]).toMatchObject({ written: '12.35万' }))

test('a place with open alerts says so, and its sign has room of its own', () => {
  expect(labelLayer(labels, towns, indicatorOf(), { t2: { count: 2, band: 'red' } }).map(({ alerts }) => alerts)).toEqual([null, { count: 2, band: 'red' }])
  expect(labelLayer({ t1: { ...labels['t1']!, band: null }, t2: labels['t2']! }, towns, indicatorOf(), { t1: { count: 1, band: 'blue' } }).map(({ code }) => code)).toEqual(['t1', 't2'])
  const close = [label('a', [100, 100]), label('b', [170, 100])] as const
  expect(place(...close).map(({ y }) => y)).toEqual([100, 100])
  expect(place({ ...close[0], alerts: { count: 1, band: 'red' } }, close[1]).map(({ y }) => y)).not.toEqual([100, 100])
})

test('a stale place shows no band', () => expect(labelLayer({ t1: { ...labels['t1']!, stale: true } }, towns, indicatorOf())[0]).toMatchObject({ band: null, shape: 'none', stale: true }))

test('labels apart stay where they belong', () => expect(place(label('a', [100, 100]), label('b', [200, 100])).map(({ x, y, short }) => [x, y, short])).toEqual([[100, 100, false], [200, 100, false]]))

test('of two in one place the second moves aside, and no two ever touch', () => {
  const crowd = Array.from({ length: 40 }, (_, i) => label(`p${i}`, [60 + (i % 8) * 38, 60 + Math.floor(i / 8) * 26]))
  const placed = place(...crowd)
  expect(placed.length).toBeGreaterThan(5)
  const size = (short: boolean) => ({ width: 64, height: short ? 20 : 40 })
  for (const [i, a] of placed.entries()) for (const b of placed.slice(i + 1)) {
    const apart = Math.abs(a.x - b.x) >= (size(a.short).width + size(b.short).width) / 2 || Math.abs(a.y - b.y) >= (size(a.short).height + size(b.short).height) / 2
    expect(apart, `${a.code} ${b.code}`).toBe(true)
  }
})

test('a label never stands outside the view or on what is taken', () => {
  expect(place(label('a', [5, 100]))).toEqual([])
  expect(placeLabels([label('a', [300, 200])], (anchor) => anchor, { ...view, taken: [{ x: 300, y: 200, width: 200, height: 200 }] })).toEqual([])
})

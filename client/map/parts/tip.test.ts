import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { tipLines } from './tip.ts'

const data: MapPanel = {
  kind: 'map',
  indicator: 'x',
  grain: 'day',
  bucket: '2026-11-21T00:00:00+08:00',
  extrude: false,
  areaLevel: 'village',
  labelLevel: 'town',
  heat: [],
  areas: { v1: { value: null, band: null, stale: false } },
  labels: {
    t1: { name: '西镇', value: 71, band: 'red', stale: false },
    z: { name: '围垦区', value: 3, band: 'red', stale: true },
  },
}

test('the tooltip tells the place and the area in it, in words where there is no number', () =>
  expect(tipLines(data, indicatorOf(), 't1', { code: 'v1', name: '北村' })).toEqual([
    { name: '西镇', text: '71', unit: '件', band: 'red', note: '' },
    { name: '北村', text: '—', unit: '', band: null, note: '没有数据' },
  ]))
test('an old number is not judged', () =>
  expect(tipLines(data, indicatorOf(), 'z', null)[0]).toMatchObject({ band: null, note: '数据过期，暂不评级' }))
test('a place that is itself the filled area is told once', () =>
  expect(tipLines({ ...data, areas: data.labels }, indicatorOf(), 't1', { code: 't1', name: '西镇' })).toHaveLength(1))

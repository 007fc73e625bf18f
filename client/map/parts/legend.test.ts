import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { indicatorOf } from '../../panels/fixture.ts'
import { legendRows } from './legend.ts'
import { mapPalette } from '../palette.ts'

const palette = mapPalette(() => '#808080', 'dark')
const dataOf = (areas: MapPanel['areas']): MapPanel => ({
  kind: 'map',
  indicator: 'x',
  grain: 'day',
  bucket: '2026-11-21T00:00:00+08:00',
  extrude: false,
  areaLevel: 'village',
  areas,
  labelLevel: 'town',
  labels: {},
  heat: [],
})
const words = (data: MapPanel, more: Parameters<typeof indicatorOf>[0], heat: string | null = null) =>
  legendRows({ data, info: indicatorOf(more), palette, heat, levelTitle: '镇街' }).map((row) => row.words)
const calm = dataOf({ v1: { value: 1, band: null, stale: false } })

test('bands of the filled level, worst first, each with its word, then the calm tint', () =>
  expect(
    words(calm, {
      bands: {
        town: [{ band: 'red', words: '≥ 60' }],
        village: [
          { band: 'red', words: '≥ 8' },
          { band: 'orange', words: '6–7' },
        ],
      },
    }),
  ).toEqual(['Ⅰ级 红 ≥ 8', 'Ⅱ级 橙 6–7', '未触线 1']))
test('where a place as a whole is in a band, the limits of its own level are told, of those bands alone', () =>
  expect(
    words(
      {
        ...calm,
        labels: {
          t1: { name: '西镇', value: 90, band: 'red', stale: false },
          t2: { name: '东镇', value: 50, band: 'orange', stale: true },
        },
      },
      {
        bands: {
          town: [
            { band: 'red', words: '≥ 60' },
            { band: 'orange', words: '40–59' },
          ],
          village: [{ band: 'red', words: '≥ 8' }],
        },
      },
    ),
  ).toEqual(['Ⅰ级 红 ≥ 8', '镇街Ⅰ级 红 ≥ 60', '未触线 1']))
test('bands of any level hold where the level has none of its own', () =>
  expect(words(calm, { bands: { '*': [{ band: 'red', words: '≥ 8' }] } })[0]).toBe('Ⅰ级 红 ≥ 8'))
test('without bands the tint alone, with the ends of its scale', () => {
  expect(words(calm, {})).toEqual(['由低到高 1'])
  expect(
    words(
      dataOf({
        ...calm.areas,
        v2: { value: 40, band: null, stale: false },
        v3: { value: 99, band: 'red', stale: false },
        v4: { value: 7, band: null, stale: true },
        v5: { value: 123_456, band: null, stale: false },
      }),
      {},
    )[0],
  ).toBe('由低到高 1～12.35万')
})
test('old, missing and glowing are named only where they are seen', () =>
  expect(
    words(
      dataOf({ v1: { value: 1, band: null, stale: true }, v2: { value: null, band: null, stale: false } }),
      {},
      '待办事件',
    ),
  ).toEqual(['由低到高', '数据过期', '没有数据', '待办事件 少→多']))
test('where records are counted, a place without any is not said to lack data', () =>
  expect(words(dataOf({ v: { value: null, band: null, stale: false } }), { records: true })).toEqual([
    '由低到高',
    '尚无记录',
  ]))

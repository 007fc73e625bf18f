import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { indicatorOf, NOW, TODAY } from '../fixture.ts'
import { mapNote, placeTiles } from './options.ts'

const data: MapPanel = {
  kind: 'map', indicator: 'x.cases', grain: 'day', bucket: TODAY, areaLevel: 'village', areas: {}, labelLevel: 'town', heat: [],
  labels: { t1: { name: '瓜沥镇', value: 71, band: 'red', stale: false }, t2: { name: '衙前镇', value: 46, band: 'orange', stale: true } },
}

test('places become tiles that can be pressed; a stale one has no colour', () => {
  expect(placeTiles(data, () => indicatorOf()).map(({ region, band, number }) => [region, band, number.text, number.question.bucket]))
    .toEqual([['t1', 'red', '71', TODAY], ['t2', null, '46', TODAY]])
})

test('the note says of when and at which level', () => expect(mapNote(data, () => '村社', NOW)).toBe('今日 · 按村社着色'))

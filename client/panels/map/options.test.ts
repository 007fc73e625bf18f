import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { NOW, TODAY } from '../fixture.ts'
import { mapNote, outlineKind, stageOf } from './options.ts'

const data: MapPanel = {
  kind: 'map',
  indicator: 'x.cases',
  grain: 'day',
  bucket: TODAY,
  extrude: false,
  areaLevel: 'village',
  areas: {},
  labelLevel: 'town',
  heat: [],
  labels: {},
}

test('the note says of when and at which level', () =>
  expect(mapNote(data, () => '村社', NOW)).toBe('今日 · 按村社着色'))

test('a map of one place alone says only of when', () =>
  expect(mapNote(data, () => '村社', NOW, 'village')).toBe('今日'))

test('a grid without outline is drawn as the village it lies in; what has an outline or something below it is itself', () => {
  const ref = (code: string, level: string, parent: string | null) => ({
    code,
    name: code,
    level,
    kind: 'place' as const,
    parent,
  })
  const [village, grid] = [ref('v1', 'village', 't1'), ref('g1', 'grid', 'v1')]
  const stage = (region: typeof grid, children = [] as (typeof grid)[], seen = true) =>
    stageOf({ region, children }, region.level !== 'grid', () => (seen ? village : null)).code
  expect([stage(grid), stage(grid, [], false), stage(village, [grid]), stage(grid, [ref('h', 'house', 'g1')])]).toEqual(
    ['v1', 'g1', 'v1', 'g1'],
  )
})

test('villages arranged inside official towns make a map schematic; towns alone are official', () => {
  const outlines = { town: 'official', village: 'schematic', grid: 'none' } as const
  expect(outlineKind(outlines, ['town', 'village'])).toBe('schematic')
  expect(outlineKind(outlines, ['town', 'town'])).toBe('official')
  expect(outlineKind(outlines, ['grid', 'grid'])).toBe('none')
  expect(outlineKind({}, ['town'])).toBe('none')
})

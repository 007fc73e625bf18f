import { expect, test } from 'vitest'
import type { MapPanel } from '../../../server/contract/index.ts'
import { NOW, TODAY } from '../fixture.ts'
import { mapNote } from './options.ts'

const data: MapPanel = { kind: 'map', indicator: 'x.cases', grain: 'day', bucket: TODAY, extrude: false, areaLevel: 'village', areas: {}, labelLevel: 'town', heat: [], labels: {} }

test('the note says of when and at which level', () => expect(mapNote(data, () => '村社', NOW)).toBe('今日 · 按村社着色'))

test('a map of one place alone says only of when', () => expect(mapNote(data, () => '村社', NOW, 'village')).toBe('今日'))

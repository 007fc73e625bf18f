import { expect, test } from 'vitest'
import { createZone } from '../../lib/index.ts'
import { shown } from './rows.ts'

test('values of rows are read by people: moments of the city, days, points by their degrees', () => {
  const zone = createZone('Asia/Shanghai')
  expect([
    shown(zone, 'time', Date.UTC(2026, 10, 28, 18, 12)),
    shown(zone, 'date', Date.UTC(2026, 10, 28)),
    shown(zone, 'point', { lon: 120.50149, lat: 30.20929 }),
    shown(zone, 'text', undefined),
  ]).toEqual(['2026-11-28T18:12:00+08:00', '2026-11-28', '120.50149, 30.20929', null])
})

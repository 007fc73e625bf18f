import { expect, test } from 'vitest'
import { readZone } from './zone-name.ts'

test.each([
  ['Asia/Shanghai', 'Asia/Shanghai'],
  ['europe/berlin', 'Europe/Berlin'],
  ['Mars/Olympus', null],
  ['Asia/Shanghai; x', null],
  ['+08:00', null],
  ['', null],
])('%j is the zone %j', (name, zone) => {
  expect(readZone(name)).toBe(zone)
})

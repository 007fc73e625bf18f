import { expect, test } from 'vitest'
import { createZone } from './zone.ts'

test.each([
  ['Asia/Shanghai', '2026-11-21T12:41:07Z', '2026-11-21T20:41:07+08:00'],
  ['America/New_York', '2026-07-01T12:00:00Z', '2026-07-01T08:00:00-04:00'],
  ['Asia/Kathmandu', '2026-01-01T00:00:00Z', '2026-01-01T05:45:00+05:45'],
  ['Asia/Shanghai', '1988-07-01T00:00:00Z', '1988-07-01T09:00:00+09:00'],
])('%s writes %s as %s', (name, instant, written) => {
  const zone = createZone(name)
  expect(zone.format(zone.toLocal(Date.parse(instant)))).toBe(written)
})

test('an instant survives the way to the wall clock and back, except in the hour that happens twice', () => {
  const zone = createZone('Europe/Berlin')
  const fold = Date.parse('2026-10-25T00:00:00Z')
  for (let instant = fold - 4 * 3_600_000; instant < fold + 4 * 3_600_000; instant += 900_000) {
    const back = zone.toInstant(zone.toLocal(instant))
    expect([0, -3_600_000]).toContain(back - instant)
  }
})

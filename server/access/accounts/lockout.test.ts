import { expect, test } from 'vitest'
import { createLockout } from './lockout.ts'

test('an account that is guessed at from ever other addresses waits too, for a minute at the most, and its owner is let in after it', () => {
  let now = Date.parse('2026-11-21T04:30:20Z')
  const lockout = createLockout(() => now)
  const waits = Array.from({ length: 60 }, (_, number) => lockout.attempt('Shen', `10.0.${number}.1`))
  expect([waits.slice(0, 50).every((wait) => wait === 0), waits.slice(50).every((wait) => wait > 0)]).toEqual([
    true,
    true,
  ])
  // The name counts however it is written; another account does not wait.
  expect([lockout.attempt('shen', '10.9.9.9') > 0, lockout.attempt('li', '10.0.0.1')]).toEqual([true, 0])
  for (let round = 0; round < 20; round += 1) {
    now += 60_000
    expect(lockout.attempt('shen', `10.1.${round}.1`)).toBe(0)
    expect(lockout.attempt('shen', '10.9.9.9')).toBeLessThanOrEqual(60)
  }
  now += 60_000
  expect(lockout.attempt('shen', '10.9.9.9')).toBe(0)
  lockout.succeeded('shen', '10.9.9.9')
  expect(lockout.attempt('shen', '10.9.9.8')).toBe(0)
})

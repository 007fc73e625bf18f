import { expect, test } from 'vitest'
import { createBreath } from './breath.ts'

const spin = (ms: number): void => {
  for (const until = performance.now() + ms; performance.now() < until;);
}

test('long work lets others go first, piece by piece', async () => {
  const breathe = createBreath(5)
  let others = 0
  const other = setInterval(() => {
    others += 1
  }, 1)
  for (let piece = 0; piece < 20; piece += 1) {
    spin(4)
    await breathe()
  }
  clearInterval(other)
  expect(others).toBeGreaterThanOrEqual(5)
})

test('short work is not held up', async () => {
  const breathe = createBreath(5_000)
  let others = 0
  setImmediate(() => {
    others += 1
  })
  for (let piece = 0; piece < 1_000; piece += 1) await breathe()
  expect(others).toBe(0)
})

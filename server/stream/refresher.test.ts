import { expect, test, vi } from 'vitest'
import { createRefresher } from './refresher.ts'

test('many marks while at work make one more run, and two names at most run at once', async () => {
  const runs: string[] = []
  let atWork = 0
  let most = 0
  const refresher = createRefresher(async (name) => {
    runs.push(name)
    most = Math.max(most, ++atWork)
    await new Promise((resolve) => setTimeout(resolve, 20))
    atWork -= 1
  })
  for (let n = 0; n < 50; n += 1) for (const name of ['a', 'b', 'c']) refresher.mark(name)
  await vi.waitFor(() => expect(runs.filter((name) => name === 'c').length).toBeGreaterThanOrEqual(1))
  await vi.waitFor(() => expect(runs.sort().join('')).toBe('aabbc'), { timeout: 2_000 })
  expect(most).toBe(2)
  refresher.close()
})

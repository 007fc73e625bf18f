import { expect, test, vi } from 'vitest'
import { createClosing } from './closing.ts'

const quiet = { error: () => undefined }

test('what was begun last is ended first, each once', async () => {
  const ended: string[] = []
  const closing = createClosing(quiet)
  closing.add(() => ended.push('store'))
  closing.add(async () => {
    await Promise.resolve()
    ended.push('stream')
  })
  await closing.close()
  await closing.close()
  expect(ended).toEqual(['stream', 'store'])
})

test('what is done every so often goes on after it failed, says so, and stops at the end', async () => {
  vi.useFakeTimers()
  try {
    const said: string[] = []
    let done = 0
    const closing = createClosing({ error: (_: unknown, words?: string) => void said.push(words ?? '') })
    closing.every(
      1_000,
      () => {
        done += 1
        if (done === 1) throw new Error('once')
      },
      'not done',
    )
    await vi.advanceTimersByTimeAsync(3_000)
    expect([done, said]).toEqual([3, ['not done']])
    await closing.close()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(done).toBe(3)
  } finally {
    vi.useRealTimers()
  }
})

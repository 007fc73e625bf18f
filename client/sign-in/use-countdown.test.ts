import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, ref } from 'vue'
import { useCountdown } from './use-countdown.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('each name waits for itself, and its seconds go on while another is typed', () => {
  const scope = effectScope()
  scope.run(() => {
    const name = ref('leader')
    const { left, start } = useCountdown(() => name.value)
    expect(left.value).toBe(0)
    start('leader', 15)
    expect(left.value).toBe(15)
    name.value = 'analyst'
    expect(left.value).toBe(0)
    vi.advanceTimersByTime(4_000)
    name.value = 'leader'
    expect(left.value).toBe(11)
    vi.advanceTimersByTime(11_000)
    expect([left.value, vi.getTimerCount()]).toEqual([0, 0])
  })
  scope.stop()
})

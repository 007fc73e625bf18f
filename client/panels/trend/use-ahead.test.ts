import { effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ForecastAnswer, TrendPanel } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'
import { useAhead } from './use-ahead.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const trend = (day: string, ahead?: number): TrendPanel => ({
  kind: 'trend',
  indicator: 'x.cases',
  grain: 'day',
  buckets: [`2026-11-${day}T00:00:00+08:00`],
  values: [1],
  bands: [null],
  lastYear: [null],
  target: [null],
  ...(ahead === undefined ? {} : { ahead }),
})
const answer = (value: number): Answer<ForecastAnswer> => ({
  value: {
    ahead: [{ bucket: 'b', value, band: null, low: 0, high: 9 }],
    notes: [],
  } as unknown as ForecastAnswer,
})
const settled = async (): Promise<void> => {
  await nextTick()
  await vi.advanceTimersByTimeAsync(0)
}

test('a trend is asked about when its bucket turns, not with every value, and not where the screen wants nothing', async () => {
  const [data, asked] = [shallowRef(trend('20', 7)), vi.fn(async () => answer(asked.mock.calls.length))]
  const scope = effectScope()
  const ahead = scope.run(() =>
    useAhead(
      () => data.value,
      () => 't1',
      asked,
    ),
  )!
  await settled()
  expect(asked.mock.calls[0]!.slice(0, 1)).toEqual([{ indicator: 'x.cases', region: 't1', grain: 'day', horizon: 7 }])
  expect(ahead.value.points[0]!.value).toBe(1)
  data.value = { ...data.value, values: [2] }
  await settled()
  expect(asked).toHaveBeenCalledTimes(1)
  data.value = trend('21', 7)
  expect(ahead.value.points).toEqual([])
  await settled()
  expect(ahead.value.points[0]!.value).toBe(2)
  data.value = trend('22')
  await settled()
  expect([asked.mock.calls.length, ahead.value.points]).toEqual([2, []])
  scope.stop()
})

test('after a refusal it is asked again, as long as the panel stands', async () => {
  const refusal = { problem: { type: 'x', title: '忙', status: 503 } } as Answer<ForecastAnswer>
  const asked = vi.fn(async () => (asked.mock.calls.length === 1 ? refusal : answer(5)))
  const scope = effectScope()
  const ahead = scope.run(() =>
    useAhead(
      () => trend('20', 7),
      () => 't1',
      asked,
    ),
  )!
  await settled()
  expect(ahead.value.points).toEqual([])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(ahead.value.points[0]!.value).toBe(5)
  scope.stop()
  await vi.advanceTimersByTimeAsync(600_000)
  expect(asked).toHaveBeenCalledTimes(2)
})

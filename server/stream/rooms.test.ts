import { afterEach, expect, test, vi } from 'vitest'
import type { View } from '../contract/index.ts'
import type { Composed, Screens } from '../screens/index.ts'
import { createRooms } from './rooms.ts'

afterEach(() => void vi.useRealTimers())

const scope = { reaches: [{ roots: ['r'], themes: 'all', class: 'internal' }] } as const
const state = (version: number): Composed => ({
  view: { version } as unknown as View,
  version,
  asOf: '',
  dataAt: null,
  datasets: new Set(['d']),
  revision: '',
})

test('a view that cannot be computed stays as it was and is tried again by itself', async () => {
  vi.useFakeTimers()
  const compose = vi
    .fn<Screens['compose']>()
    .mockResolvedValueOnce(state(1))
    .mockResolvedValueOnce(state(1))
    .mockRejectedValueOnce(new Error('slow'))
    .mockResolvedValue(state(2))
  const [moved, failed] = [vi.fn(), vi.fn()]
  const rooms = createRooms({ screens: { compose }, contains: () => true, moved, failed })
  const room = await rooms.open('s', 'r', scope)
  await vi.advanceTimersByTimeAsync(1_000)
  rooms.changed(['d'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect([failed.mock.calls.length, moved.mock.calls.length, room.snapshot().version]).toEqual([1, 0, 1])
  await vi.advanceTimersByTimeAsync(5_000)
  expect([failed.mock.calls.length, moved.mock.calls.length, room.snapshot().version]).toEqual([1, 1, 2])
  rooms.close()
})

test('time renews a view panel by panel, so that rows which come meanwhile do not wait for all of it', async () => {
  vi.useFakeTimers()
  const panels = Object.fromEntries(
    ['a', 'b', 'c'].map((id) => [id, { kind: 'broken', message: '' }]),
  ) as View['panels']
  const asked: string[][] = []
  const compose: Screens['compose'] = (_screen, _region, _scope, renewal) => {
    if (renewal) asked.push([...renewal.also])
    return asked.length === 3
      ? Promise.reject(new Error('slow'))
      : Promise.resolve({ ...state(1), view: { panels } as View })
  }
  const rooms = createRooms({ screens: { compose }, contains: () => true, moved: vi.fn(), failed: vi.fn() })
  await rooms.open('s', 'r', scope)
  await vi.advanceTimersByTimeAsync(1_000)
  asked.length = 0
  rooms.passed()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toEqual([['a'], ['b'], ['c'], ['c']])
  rooms.changed(['d'])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(asked.slice(4)).toEqual([[]])
  rooms.close()
})

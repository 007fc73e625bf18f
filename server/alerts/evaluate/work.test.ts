import { afterEach, expect, test, vi } from 'vitest'
import { smallTree } from '../../indicators/testing/city.ts'
import type { WatchList, Watched } from './watch-list.ts'
import { createBacklog, LONG_MS } from './work.ts'

const watched = (indicator: string, turn: string): Watched => ({
  indicator,
  turn,
  grain: 'day',
  rules: [],
  levels: ['village'],
})
const [cases, open, air] = [watched('cases', 'case'), watched('open', 'case'), watched('air', 'air')]
const list: WatchList = {
  byDataset: new Map([
    ['case', [cases, open]],
    ['air', [air]],
  ]),
  numbers: [cases, open, air],
  silences: [],
  clocked: [],
}
const change = (version: number, dataset: string, region: string) => ({
  version,
  touched: new Map([[dataset, [{ region, at: 0, first: 0 }]]]),
})
const taken = (backlog: ReturnType<typeof createBacklog>): string[] =>
  [...backlog.take().numbers].map(([{ indicator }, places]) => `${indicator} ${[...places].join(' ')}`)

test('what waits longest is taken first, with all that came to the same data meanwhile, each place once', () => {
  const backlog = createBacklog(smallTree(), () => list)
  backlog.changed(change(1, 'case', 'v11'))
  backlog.changed(change(2, 'air', 'v11'))
  backlog.changed(change(3, 'case', 'v12'))
  backlog.changed(change(4, 'case', 'v11'))
  expect(taken(backlog)).toEqual(['cases v11 v12', 'open v11 v12'])
  backlog.changed(change(5, 'case', 'v11'))
  expect(taken(backlog)).toEqual(['air v11'])
  expect(taken(backlog)).toEqual(['cases v11', 'open v11'])
  expect(backlog.isEmpty()).toBe(true)
})

afterEach(() => void vi.useRealTimers())

test('what has waited for long shares a pass, a few turns at most; what has just come does not join them', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const numbers = ['a', 'b', 'c', 'd', 'e'].map((name) => watched(name, name))
  const many: WatchList = { ...list, byDataset: new Map(numbers.map((one) => [one.turn, [one]])), numbers }
  const backlog = createBacklog(smallTree(), () => many)
  for (const [index, name] of ['a', 'b', 'c', 'd'].entries()) backlog.changed(change(index + 1, name, 'v11'))
  vi.advanceTimersByTime(LONG_MS)
  backlog.changed(change(5, 'e', 'v11'))
  expect(taken(backlog)).toEqual(['a v11', 'b v11', 'c v11'])
  expect(backlog.judgedUpTo(5)).toBe(3)
  expect(taken(backlog)).toEqual(['d v11'])
  expect(taken(backlog)).toEqual(['e v11'])
})

test('a version counts as judged only when nothing of it waits', () => {
  const backlog = createBacklog(smallTree(), () => list)
  expect(backlog.judgedUpTo(7)).toBe(7)
  backlog.changed(change(8, 'case', 'v11'))
  backlog.changed(change(9, 'air', 'v11'))
  backlog.take()
  // The next commit was seen by the look and has not been heard of yet.
  expect(backlog.judgedUpTo(10)).toBe(8)
  backlog.take()
  expect(backlog.judgedUpTo(10)).toBe(9)
  backlog.ask(air)
  expect(backlog.judgedUpTo(10)).toBe(9)
  backlog.changed(change(10, 'nobody', 'v11'))
  expect(backlog.judgedUpTo(10)).toBe(10)
})

test('what could not be judged holds the mark, lets others go first and comes again with what came to the same data meanwhile', () => {
  const backlog = createBacklog(smallTree(), () => list)
  backlog.changed(change(1, 'case', 'v11'))
  backlog.changed(change(2, 'air', 'v11'))
  backlog.askSilences()
  backlog.take().failed()
  expect(taken(backlog)).toEqual(['air v11'])
  expect([backlog.isEmpty(), backlog.judgedUpTo(2)]).toEqual([true, 0])
  backlog.changed(change(3, 'case', 'v12'))
  backlog.again()
  expect(backlog.judgedUpTo(3)).toBe(0)
  const { numbers, silences } = backlog.take()
  expect([[...numbers.values()].map((places) => [...places].sort().join(' ')), silences]).toEqual([
    ['v11 v12', 'v11 v12'],
    true,
  ])
  expect([backlog.isEmpty(), backlog.judgedUpTo(3)]).toEqual([true, 3])
})

test('what could not be judged by definitions that are gone is not judged by them again', () => {
  let current = list
  const backlog = createBacklog(smallTree(), () => current)
  backlog.changed(change(1, 'air', 'v11'))
  backlog.take().failed()
  current = { ...list, numbers: [cases, open] }
  backlog.again()
  expect(backlog.isEmpty()).toBe(true)
})

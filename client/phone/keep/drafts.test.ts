import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDrafts, type DraftShelf, type KeptDraft } from './drafts.ts'

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-11-28T08:00:00+08:00') }))
afterEach(() => void vi.useRealTimers())

const memory = () => {
  const kept = new Map<string, KeptDraft>()
  let writes = 0
  const shelf: DraftShelf = {
    draftsOf: async (prefix) =>
      [...kept].filter(([name]) => name.startsWith(prefix)).map(([name, draft]) => ({ name, draft })),
    keepDraft: async (name, draft) => {
      writes += 1
      kept.set(name, draft)
    },
    dropDraft: async (name) => void kept.delete(name),
  }
  return { drafts: createDrafts(shelf, () => new Date()), writes: () => writes }
}

test('what is typed is kept once the writer pauses, as it was last, for the writer alone', async () => {
  const { drafts, writes } = memory()
  drafts.keep('p1', 'report', { title: '窨' })
  drafts.keep('p1', 'report', { title: '窨井盖' })
  await vi.advanceTimersByTimeAsync(400)
  expect(writes()).toBe(1)
  expect(await drafts.of('p1', 'report')).toEqual([
    { what: 'report', at: '2026-11-28T00:00:00.300Z', value: { title: '窨井盖' } },
  ])
  expect(await drafts.of('p2', 'report')).toEqual([])
})

test('drafts of one task are found by it, the newest first', async () => {
  const { drafts } = memory()
  drafts.keep('p1', 'case/1/feedback', 'a')
  await vi.advanceTimersByTimeAsync(1_000)
  drafts.keep('p1', 'case/1/return', 'b')
  drafts.keep('p1', 'case/10/return', 'c')
  await vi.advanceTimersByTimeAsync(1_000)
  expect((await drafts.of('p1', 'case/1/')).map(({ what }) => what)).toEqual(['case/1/return', 'case/1/feedback'])
})

test('what was sent or thrown away does not come back, also where it was about to be kept', async () => {
  const { drafts } = memory()
  drafts.keep('p1', 'report', 'a')
  await drafts.drop('p1', 'report')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await drafts.of('p1', 'report')).toEqual([])
})

import { expect, test } from 'vitest'
import type { CaseAction, CaseDetail, CaseRow, EvidenceReceipt } from '../../../server/contract/index.ts'
import { emptyDraft } from '../act/draft.ts'
import { useBulk } from './bulk.ts'

const row = (id: string): CaseRow => ({ id, number: id, title: id, seen: `seen-${id}` }) as CaseRow

test('one that somebody else changed fails in words, the others are done, each with what was seen of it', async () => {
  const acted: [string, CaseAction][] = []
  const bulk = useBulk({
    attach: async () => ({ value: { id: 'f'.repeat(64) } as EvidenceReceipt }),
    act: async (id, action) => {
      acted.push([id, action])
      return id === 'b'
        ? { problem: { type: '/problems/stale', title: '', status: 409 } }
        : { value: { id } as CaseDetail }
    },
  })
  const done = await bulk.run(['a', 'b', 'c'].map(row), {
    ...emptyDraft('file', 'k'),
    photos: [{ key: 'p', blob: new Blob(), receipt: null }],
  })
  expect(done).toEqual(['a', 'c'])
  expect(bulk.failures.value.map(({ row: { id }, words }) => [id, words])).toEqual([['b', '刚有新的进展，请先查看']])
  expect(acted.map(([id, { seen, evidence }]) => [id, seen, evidence?.length])).toEqual([
    ['a', 'seen-a', 1],
    ['b', 'seen-b', 1],
    ['c', 'seen-c', 1],
  ])
  expect(new Set(acted.map(([, { key }]) => key)).size).toBe(3)
  expect(bulk.progress.value).toBeNull()
})

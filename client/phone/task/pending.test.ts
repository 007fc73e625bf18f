import { expect, test } from 'vitest'
import type { CaseDetail } from '../../../server/contract/index.ts'
import { draftFrom, pendingFrom } from './pending.ts'

const draft = {
  action: 'feedback',
  words: ' 已清运 ',
  to: null,
  amount: null,
  photos: [{ key: 'p', blob: new Blob(), receipt: null }],
  key: 'k1',
} as const

test('what waits carries what was seen when it was written, and opens again as the same form under a new key', () => {
  const pending = pendingFrom({
    draft: { ...draft, photos: [...draft.photos] },
    detail: { id: 'c1', title: '垃圾', seen: 'e7' } as CaseDetail,
    actionTitle: '反馈',
    person: 'p1',
    at: '2026-11-25T10:00:00+08:00',
  })
  expect(pending).toMatchObject({ key: 'k1', caseId: 'c1', seen: 'e7', words: '已清运', person: 'p1', trouble: null })
  expect(draftFrom(pending, 'k2')).toEqual({ ...draft, words: '已清运', key: 'k2' })
})

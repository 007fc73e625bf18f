import { expect, test } from 'vitest'
import type { CaseOffer } from '../../../server/contract/index.ts'
import { actionOf, emptyDraft, isEmpty, isUntouched, missingIn, newerThan, sureWords, wordsAsk } from './draft.ts'

const offer = (needs: Partial<CaseOffer['needs']>): CaseOffer => ({
  action: 'dispatch',
  title: '派遣',
  primary: true,
  grave: false,
  undo: null,
  bulk: true,
  note: null,
  wished: null,
  needs: { words: false, evidence: 0, to: null, amount: null, ...needs },
})
const draft = emptyDraft('dispatch', 'key-0001')
const photo = { key: 'p', blob: new Blob(), receipt: null }

test.each([
  [{}, []],
  [{ words: true }, ['请填写情况说明']],
  [{ to: 'party' }, ['请选择“派遣”给谁']],
  [{ evidence: 2 }, ['还需要 2 张照片']],
  [{ amount: { title: '延长小时数', min: 1, max: 72 } }, ['请填写延长小时数']],
] as const)('an empty draft for %j lacks %j', (needs, missing) => {
  expect(missingIn(draft, offer(needs))).toEqual(missing)
})

test('words are asked for by what they are about: an order to hurry is not asked what has been done', () => {
  const order: CaseOffer = { ...offer({ words: true }), action: 'supervise', title: '督办' }
  expect(wordsAsk(order).prompt).not.toContain('做了什么')
  expect(missingIn(emptyDraft('supervise', 'k'), order)).toEqual(['请填写督办要求'])
  expect(wordsAsk({ ...order, action: 'feedback' }).prompt).toContain('做了什么')
})

test('an amount beyond its limits is said with the limits', () => {
  expect(missingIn({ ...draft, amount: 100 }, offer({ amount: { title: '延长小时数', min: 1, max: 72 } }))).toEqual([
    '延长小时数应在 1 到 72 之间',
  ])
})

test('only photos the server keeps are named, and the key goes along', () => {
  const full = {
    ...draft,
    words: ' 已清运 ',
    to: { id: 'u1', title: '航民村' },
    photos: [photo, { ...photo, receipt: 'f'.repeat(64) }],
  }
  expect(actionOf(full, 'e9')).toEqual({
    action: 'dispatch',
    words: '已清运',
    to: 'u1',
    amount: null,
    seen: 'e9',
    key: 'key-0001',
    evidence: ['f'.repeat(64)],
  })
})

test('spaces alone are nothing to lose, a photo is', () => {
  expect(isEmpty({ ...draft, words: '  ' })).toBe(true)
  expect(isEmpty({ ...draft, photos: [photo] })).toBe(false)
})

test('what can be taken back says by what, and what cannot says so', () => {
  expect(sureWords({ title: '合并', undo: '取消合并' })).toContain('可用“取消合并”恢复')
  expect(sureWords({ title: '归档', undo: null })).toContain('不能撤回')
})

test('what happened since somebody began to write is what came after the newest they had seen', () => {
  const entries = ['a', 'b', 'c'].map((id) => ({ id }))
  expect([newerThan(entries, 'a'), newerThan(entries, 'c'), newerThan(entries, 'gone')]).toEqual([
    [{ id: 'b' }, { id: 'c' }],
    [],
    [],
  ])
})

test('a form nobody wrote in is untouched, whatever amount it came with; another amount is something written', () => {
  const form = emptyDraft('extend', 'k', 3)
  expect([
    isUntouched(form, 3),
    isUntouched({ ...form, amount: 4 }, 3),
    isUntouched({ ...form, words: '因' }, 3),
  ]).toEqual([true, false, false])
  expect(isUntouched(emptyDraft('feedback', 'k'), null)).toBe(true)
})

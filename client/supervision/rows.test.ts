import { expect, test } from 'vitest'
import type { CaseClock, CaseDetail, CaseRow } from '../../server/contract/index.ts'
import { lineOf, overdueFirst } from './rows.ts'

const row = (id: string, whole: CaseClock['state'], step: CaseClock['state'] | null = null): CaseRow =>
  ({
    id,
    title: `题 ${id}`,
    supervised: null,
    origin: { title: '区政府工作报告' },
    clocks: { whole: { state: whole }, step: step && { state: step } },
  }) as CaseRow

test('what is overdue in any of its limits stands first, others keep their order', () => {
  expect(
    overdueFirst([row('a', 'running'), row('b', 'soon'), row('c', 'running', 'overdue'), row('d', 'paused')]).map(
      ({ id }) => id,
    ),
  ).toEqual(['c', 'b', 'a', 'd'])
})

test('what is reported on the way counts as the newest answer until there is one, and is told apart', () => {
  const entry = (id: string, words: string) => ({ action: { id }, words, amount: null, at: words })
  const of = (...entries: object[]) =>
    lineOf(row('a', 'running'), { entries, loop: [] } as unknown as CaseDetail).feedback
  expect(of(entry('remark', '完成三分之二'))).toEqual({ words: '完成三分之二', at: '完成三分之二', done: false })
  expect(of(entry('remark', '一'), entry('feedback', '二'))).toMatchObject({ words: '二', done: true })
})

test('what the system notes of a merge is no answer', () => {
  const entries = [
    { action: { id: 'feedback' }, words: '已修好', amount: null, at: '一', automatic: false },
    { action: { id: 'remark' }, words: '00072 并入本件', amount: null, at: '二', automatic: true },
  ]
  expect(lineOf(row('a', 'running'), { entries, loop: [] } as unknown as CaseDetail).feedback).toMatchObject({
    words: '已修好',
    done: true,
  })
})

test('the newest answer and score count, and a task nobody spoke to again has no order', () => {
  const entry = (id: string, words: string, amount: number | null = null) => ({
    action: { id },
    words,
    amount,
    at: words,
  })
  const detail = {
    entries: [entry('feedback', '一'), entry('reject', ''), entry('feedback', '二'), entry('rate', '', 4)],
    loop: [],
  } as unknown as CaseDetail
  expect(lineOf(row('a', 'met'), detail)).toMatchObject({
    order: null,
    by: '区政府工作报告',
    score: 4,
    feedback: { words: '二' },
  })
  expect(lineOf(row('a', 'met'), undefined)).toMatchObject({ score: null, feedback: null, loop: null })
})

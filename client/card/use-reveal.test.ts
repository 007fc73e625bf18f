import { effectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { UnmaskAnswer } from '../../server/contract/index.ts'
import type { Answer, UnmaskQuestion } from '../remote/index.ts'
import { useReveal } from './use-reveal.ts'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-25T20:00:00+08:00') })
})
afterEach(() => {
  vi.useRealTimers()
})

const lent: UnmaskAnswer = { values: { phone: '13800001234' }, until: '2026-11-25T20:05:00+08:00' }
const question: UnmaskQuestion = { row: '3.7', columns: ['phone'], reason: '核实群众来电', minutes: 5 }
const open = (unmask: (question: UnmaskQuestion) => Promise<Answer<UnmaskAnswer>>) => {
  const scope = effectScope()
  return { scope, reveal: scope.run(() => useReveal(unmask))! }
}

test('a value is shown for the minutes asked for and not a second longer', async () => {
  const { scope, reveal } = open(async () => ({ value: lent }))
  expect(await reveal.reveal(question)).toBe(true)
  vi.advanceTimersByTime(5 * 60_000 - 1_000)
  expect(reveal.shown.get('3.7')?.values).toEqual({ phone: '13800001234' })
  vi.advanceTimersByTime(1_000)
  expect(reveal.shown.size).toBe(0)
  scope.stop()
})

test('a machine that slept over the end forgets as soon as it wakes', async () => {
  const { scope, reveal } = open(async () => ({ value: lent }))
  await reveal.reveal(question)
  vi.setSystemTime(Date.now() + 3_600_000)
  vi.advanceTimersByTime(1_000)
  expect(reveal.shown.size).toBe(0)
  scope.stop()
})

test('a refusal shows its words and no value; a card that was closed meanwhile keeps nothing', async () => {
  const refused = open(async () => ({
    problem: { type: '/problems/not-allowed', title: '没有查看原文的权限', status: 403 },
  }))
  expect(await refused.reveal.reveal(question)).toBe(false)
  expect([refused.reveal.problem.value?.title, refused.reveal.shown.size]).toEqual(['没有查看原文的权限', 0])
  refused.scope.stop()
  let answer: (value: Answer<UnmaskAnswer>) => void = () => undefined
  const closed = open(
    () =>
      new Promise((resolve) => {
        answer = resolve
      }),
  )
  const asked = closed.reveal.reveal(question)
  closed.scope.stop()
  answer({ value: lent })
  expect(await asked).toBe(false)
  expect(closed.reveal.shown.size).toBe(0)
})

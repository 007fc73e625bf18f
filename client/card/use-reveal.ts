import { onScopeDispose, ref, shallowReactive, shallowRef } from 'vue'
import type { Moment, Problem, UnmaskAnswer } from '../../server/contract/index.ts'
import type { Answer, UnmaskQuestion } from '../remote/index.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Values of one row as they were delivered, until when the server lends them. */
interface Revealed {
  values: UnmaskAnswer['values']
  until: Moment
}

/**
 * Rows shown without their masks, each forgotten when its time is over: counted from before the question was sent, so
 * that it ends no later than the server said, whatever this machine's clock shows.
 */
export const useReveal = (unmask: (question: UnmaskQuestion) => Promise<Answer<UnmaskAnswer>>) => {
  const shown = shallowReactive(new Map<string, Revealed>())
  const ends = new Map<string, number>()
  const problem = shallowRef<Problem | null>(null)
  const asking = ref(false)
  let live = true

  const forget = (row: string): void => {
    shown.delete(row)
    ends.delete(row)
  }
  // A timer of minutes oversleeps with the machine; one of a second looks at the clock.
  const timer = setInterval(() => {
    for (const [row, end] of ends) if (Date.now() >= end) forget(row)
  }, SECOND)
  onScopeDispose(() => {
    live = false
    clearInterval(timer)
    for (const row of [...shown.keys()]) forget(row)
  })

  return {
    shown,
    problem,
    asking,
    forget,
    /** Whether the row is now shown. */
    reveal: async (question: UnmaskQuestion): Promise<boolean> => {
      if (asking.value) return false
      asking.value = true
      problem.value = null
      const end = Date.now() + question.minutes * MINUTE
      const result = await unmask(question).catch(() => null)
      asking.value = false
      if (!live || !result) return false
      if ('problem' in result) {
        problem.value = result.problem
        return false
      }
      ends.set(question.row, end)
      shown.set(question.row, result.value)
      return true
    },
  }
}

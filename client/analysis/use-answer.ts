import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { Problem } from '../../server/contract/index.ts'
import type { Answer } from '../remote/index.ts'

/** The newest question's answer; the one before stays until it is there. */
export interface Answered<T> {
  answer: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  loading: ShallowRef<boolean>
  again: () => void
}

/** Asks whenever the question is another; an older question is called off. `null` asks nothing. */
export const useAnswer = <Q, T>(
  question: () => Q | null,
  ask: (question: Q, signal: AbortSignal) => Promise<Answer<T>>,
): Answered<T> => {
  const [answer, problem, loading] = [shallowRef<T | null>(null), shallowRef<Problem | null>(null), shallowRef(false)]
  let running: AbortController | null = null
  const again = async (): Promise<void> => {
    running?.abort()
    const asked = question()
    if (asked === null) return
    const mine = (running = new AbortController())
    loading.value = true
    const result = await ask(asked, mine.signal).catch(() => null)
    if (running !== mine || result === null) return
    loading.value = false
    problem.value = 'problem' in result ? result.problem : null
    answer.value = 'value' in result ? result.value : null
  }
  watch(
    () => JSON.stringify(question()),
    () => void again(),
    { immediate: true },
  )
  onScopeDispose(() => running?.abort())
  return { answer, problem, loading, again: () => void again() }
}

import { shallowRef, type ShallowRef } from 'vue'
import type { Problem } from '../../../server/contract/index.ts'
import type { Answer } from '../../remote/index.ts'

/** A list as the server last gave it; `null` until then. */
interface Listing<T> {
  value: ShallowRef<T | null>
  problem: ShallowRef<Problem | null>
  load: () => Promise<void>
}

/** Reads a list at once and whenever asked; an answer overtaken by a newer question is dropped. */
export const useListing = <T>(ask: () => Promise<Answer<T>>): Listing<T> => {
  const value = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let asked = 0
  const load = async (): Promise<void> => {
    const mine = ++asked
    const answer = await ask()
    if (mine !== asked) return
    if ('value' in answer) value.value = answer.value
    problem.value = 'problem' in answer ? answer.problem : null
  }
  void load()
  return { value, problem, load }
}

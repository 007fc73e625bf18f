import { shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Explanation, Problem } from '../../server/contract/index.ts'
import type { ExplainQuestion } from '../remote/index.ts'
import { useRemote } from './remote.ts'

/** The open 口径卡: which number is asked about is in the URL, its answer is here. */
export const useExplainStore = defineStore('explain', () => {
  const { api } = useRemote()
  const answer = shallowRef<Explanation | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = shallowRef(false)
  let running: AbortController | null = null

  const clear = (): void => {
    running?.abort()
    running = null
    answer.value = null
    problem.value = null
    loading.value = false
  }
  const ask = async (question: ExplainQuestion): Promise<void> => {
    clear()
    const mine = (running = new AbortController())
    loading.value = true
    const result = await api.explain(question, mine.signal).catch(() => null)
    if (running !== mine || result === null) return
    loading.value = false
    if ('value' in result) answer.value = result.value
    else problem.value = result.problem
  }

  return { answer, problem, loading, ask, clear }
})

import { onScopeDispose, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { CaseAction, CaseConflict, CaseDetail, Problem } from '../../../server/contract/index.ts'
import { conflictOf } from '../../remote/index.ts'
import { useRemote } from '../remote.ts'

/** How an action ended: done, refused in words, or outrun by somebody else. */
export type Outcome = { done: CaseDetail } | { problem: Problem } | { conflict: CaseConflict }

/** The open case, kept as it is while somebody looks at it. */
export const useCaseStore = defineStore('case', () => {
  const { api, socket } = useRemote()
  const detail = shallowRef<CaseDetail | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const loading = shallowRef(false)
  let wanted: string | null = null
  let running: AbortController | null = null

  const read = async (id: string): Promise<void> => {
    running?.abort()
    const mine = (running = new AbortController())
    loading.value = detail.value?.id !== id
    const result = await api.cases.one(id, mine.signal).catch(() => null)
    if (running !== mine || result === null) return
    loading.value = false
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) detail.value = result.value
  }
  const open = async (id: string | null): Promise<void> => {
    wanted = id
    if (detail.value?.id !== id) detail.value = problem.value = null
    if (id) await read(id)
    else running?.abort()
  }
  const again = (): void => {
    if (wanted) void read(wanted)
  }
  const stops = [
    socket.onCase(({ id, seen }) => {
      if (id === wanted && seen !== detail.value?.seen) again()
    }),
    socket.onReturn(again),
  ]
  onScopeDispose(() => {
    running?.abort()
    for (const stop of stops) stop()
  })

  return {
    detail,
    problem,
    loading,
    open,
    again,
    /** Does something to a case; the open one is shown as it is afterwards, also when somebody was faster. */
    act: async (id: string, action: CaseAction): Promise<Outcome> => {
      const result = await api.cases.act(id, action)
      if ('value' in result) {
        if (wanted === id) detail.value = result.value
        return { done: result.value }
      }
      const conflict = conflictOf(result.problem)
      if (!conflict) return result
      if (wanted === id) detail.value = conflict.case
      return { conflict }
    },
  }
})

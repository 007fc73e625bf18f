import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { AlertInfo, Problem } from '../../server/contract/index.ts'
import { useRemote } from '../stores/index.ts'

const REST_MS = 1_500

/** The alert of an id, read again when alerts change; whoever opens one has read it. `null` = none is open. */
export const useAlert = (id: Ref<string | null>) => {
  const { api, socket } = useRemote()
  const alert = shallowRef<AlertInfo | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined

  const read = async (): Promise<void> => {
    clearTimeout(waiting)
    waiting = undefined
    running?.abort()
    const mine = (running = new AbortController())
    if (id.value === null) return
    const result = await api.alerts.one(id.value, mine.signal).catch(() => null)
    if (running !== mine || result === null) return
    problem.value = 'problem' in result ? result.problem : null
    if ('value' in result) {
      alert.value = result.value
      if (result.value.read === null) void api.alerts.read(result.value.id)
    }
  }
  const acknowledge = async (): Promise<Problem | null> => {
    if (id.value === null) return null
    const result = await api.alerts.acknowledge(id.value)
    if ('problem' in result) return result.problem
    alert.value = result.value
    return null
  }
  watch(
    id,
    () => {
      alert.value = null
      problem.value = null
      void read()
    },
    { immediate: true },
  )
  const soon = (): void => {
    if (id.value !== null) waiting ??= setTimeout(() => void read(), REST_MS)
  }
  const stops = [socket.onAlerts(soon), socket.onReturn(soon)]
  onScopeDispose(() => {
    clearTimeout(waiting)
    running?.abort()
    for (const stop of stops) stop()
  })
  return { alert, problem, read, acknowledge }
}

import { computed, onScopeDispose, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { AlertInfo, Problem, RuleOff } from '../../../server/contract/index.ts'
import { useRemote } from '../remote.ts'

/** Rules judge every few seconds at most; the list is read again no more often than this. */
const REST_MS = 1_500

/** The open alerts of the reader's places. */
export const useAlertsStore = defineStore('alerts', () => {
  const { api, socket } = useRemote()
  const alerts = shallowRef<AlertInfo[] | null>(null)
  const off = shallowRef<readonly RuleOff[]>([])
  const problem = shallowRef<Problem | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined
  let wanted = false

  const load = async (): Promise<void> => {
    waiting = undefined
    wanted = true
    const result = await api.alerts.open(undefined)
    problem.value = 'problem' in result ? result.problem : null
    if (!('value' in result)) return
    alerts.value = result.value.alerts
    off.value = result.value.off
  }
  const renew = (one: AlertInfo): void => {
    alerts.value = alerts.value?.map((held) => (held.id === one.id ? one : held)) ?? null
  }
  const soon = (): void => {
    if (wanted) waiting ??= setTimeout(() => void load(), REST_MS)
  }
  const stops = [socket.onAlerts(soon), socket.onReturn(soon)]
  onScopeDispose(() => {
    clearTimeout(waiting)
    for (const stop of stops) stop()
  })

  return {
    alerts,
    /** Rules that are switched off by hand: of what they watch nothing is heard. */
    off,
    problem,
    load,
    unread: computed(() => alerts.value?.filter(({ read }) => read === null).length ?? 0),
    acknowledge: async (id: string): Promise<Problem | null> => {
      const result = await api.alerts.acknowledge(id)
      if ('problem' in result) return result.problem
      renew(result.value)
      return null
    },
    read: async (id: string): Promise<void> => {
      const result = await api.alerts.read(id)
      if ('value' in result) renew(result.value)
    },
  }
})

import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { CaseRow, Problem } from '../../../server/contract/index.ts'
import { useAlertsStore, usePhoneStore, useRemote } from '../../stores/index.ts'
import { noticesOf, type Notice } from './notices.ts'

const REST_MS = 1_500

/** What the person of this phone was told, kept up to date while it is looked at; `null` until it is known. */
export const useNotices = (): {
  notices: ComputedRef<Notice[] | null>
  problem: ShallowRef<Problem | null>
  read: () => Promise<void>
} => {
  const phone = usePhoneStore()
  const alerts = useAlertsStore()
  const { socket } = useRemote()
  const tasks = shallowRef<CaseRow[] | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let waiting: ReturnType<typeof setTimeout> | undefined

  const read = async (): Promise<void> => {
    waiting = undefined
    const [held] = await Promise.all([phone.tasks(), alerts.load()])
    tasks.value = held.value?.cases ?? null
    problem.value = held.problem
  }
  const soon = (): void => {
    waiting ??= setTimeout(() => void read(), REST_MS)
  }
  const stops = [socket.onCase(soon), socket.onReturn(soon)]
  watch(
    () => phone.person,
    (person) => {
      if (person) void read()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(waiting)
    for (const stop of stops) stop()
  })
  return {
    notices: computed(() => (tasks.value === null ? null : noticesOf(alerts.alerts ?? [], tasks.value, phone.person))),
    problem,
    read,
  }
}

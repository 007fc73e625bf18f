import { onScopeDispose, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { CaseDetail, CasesAnswer, Problem } from '../../server/contract/index.ts'
import { createDrafts, createShelf, sendAll, type Pending } from '../phone/keep/index.ts'
import type { Answer } from '../remote/index.ts'
import { useRemote } from './remote.ts'

/** While something waits, the network is tried this often: radio comes back without telling. */
const TRY_MS = 20_000

/** What was asked for, from the server or, without a signal, as it was last read. */
export interface Recalled<T> {
  value: T | null
  readAt: string | null
  problem: Problem | null
}

/** The phone of one person: what waits to be sent, and what can be read without a signal. */
export const usePhoneStore = defineStore('phone', () => {
  const { api, socket } = useRemote()
  const shelf = createShelf(() => new Date())
  const drafts = createDrafts(shelf, () => new Date())
  const pending = shallowRef<Pending[]>([])
  const online = ref(navigator.onLine)
  const syncing = ref(false)
  const syncedAt = ref<string | null>(null)
  /** Who works here; what others left on this phone stays theirs. */
  const person = ref('')
  let again = false

  const look = async (): Promise<void> => {
    pending.value = (await shelf.all()).filter((one) => one.person === person.value)
  }
  const sync = async (): Promise<number> => {
    if (syncing.value) return (void (again = true), 0)
    if (!person.value) return 0
    syncing.value = true
    const { done } = await sendAll(api.cases, shelf, person.value).finally(() => {
      syncing.value = false
    })
    await look()
    if (pending.value.every(({ trouble }) => trouble !== null)) syncedAt.value = new Date().toISOString()
    if (!again) return done
    again = false
    return done + (await sync())
  }
  const recalled = async <T extends CaseDetail | CasesAnswer>(
    name: string,
    ask: () => Promise<Answer<T>>,
  ): Promise<Recalled<T>> => {
    const key = `${person.value}/${name}`
    const answer = await ask()
    if ('value' in answer) {
      await shelf.remember(key, answer.value).catch(() => undefined)
      return { value: answer.value, readAt: null, problem: null }
    }
    const held =
      answer.problem.status === 0 || answer.problem.status >= 500 ? await shelf.recall(key).catch(() => null) : null
    return held
      ? { value: held.value as T, readAt: held.at, problem: null }
      : { value: null, readAt: null, problem: answer.problem }
  }

  const heard = (): void => {
    online.value = navigator.onLine
    if (online.value) void sync()
  }
  window.addEventListener('online', heard)
  window.addEventListener('offline', heard)
  const timer = setInterval(() => {
    if (pending.value.some(({ trouble }) => trouble === null)) void sync()
  }, TRY_MS)
  const stop = socket.onReturn(heard)
  onScopeDispose(() => {
    window.removeEventListener('online', heard)
    window.removeEventListener('offline', heard)
    clearInterval(timer)
    stop()
  })

  return {
    pending,
    online,
    syncing,
    syncedAt,
    sync,
    belongTo: async (id: string): Promise<void> => {
      person.value = id
      await look()
      void sync()
    },
    person,
    /** Keeps it on the phone first and then tries to send it: `true` when the server has it already. */
    add: async (one: Pending): Promise<boolean> => {
      await shelf.put(one)
      await look()
      await sync()
      return !pending.value.some(({ key }) => key === one.key)
    },
    /** What was begun on this phone and not sent. */
    drafts,
    drop: async (key: string): Promise<void> => {
      await shelf.drop(key)
      await look()
    },
    tasks: () => recalled('tasks', () => api.cases.list({ queue: 'mine', limit: 50 })),
    task: (id: string) => recalled(`case/${id}`, () => api.cases.one(id)),
    forget: () => shelf.forget(),
  }
})

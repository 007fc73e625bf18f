import { computed, onScopeDispose, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { NoticesAnswer, Problem } from '../../server/contract/index.ts'
import { useRemote } from './remote.ts'

/** What the reader is told about their own account, kept up to date while a page is open. */
export const useNoticesStore = defineStore('notices', () => {
  const { api, socket } = useRemote()
  const answer = shallowRef<NoticesAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)

  const load = async (): Promise<void> => {
    const result = await api.account.notices()
    if ('value' in result) answer.value = result.value
    problem.value = 'problem' in result ? result.problem : null
  }
  const stops = [socket.onNotices(() => void load()), socket.onReturn(() => void load())]
  onScopeDispose(() => stops.forEach((stop) => stop()))
  void load()

  return {
    problem,
    load,
    list: computed(() => answer.value?.notices ?? null),
    unread: computed(() => answer.value?.unread ?? 0),
    /** All that are shown have been seen. */
    readAll: async (): Promise<void> => {
      const newest = answer.value?.notices[0]
      if (!newest || answer.value?.unread === 0) return
      const result = await api.account.readNotices(newest.id)
      if ('value' in result) answer.value = result.value
    },
  }
})

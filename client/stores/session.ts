import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { Action, Problem, Role, SessionAnswer } from '../../server/contract/index.ts'
import { useRemote } from './remote.ts'

/**
 * Who is signed in. What they may do is the server's to decide; this only spares them buttons that would be refused.
 */
export const useSessionStore = defineStore('session', () => {
  const { api, device, socket } = useRemote()
  const answer = shallowRef<SessionAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)

  const load = async (): Promise<void> => {
    const result = await api.session.me()
    if ('value' in result) answer.value = result.value
    problem.value = 'problem' in result ? result.problem : null
  }
  const grants = computed(() => answer.value?.person.grants ?? [])

  return {
    answer,
    problem,
    load,
    /** From now on the session answers to this device alone; a phone is lost more easily than a desk. */
    bindDevice: async (): Promise<void> => {
      if (answer.value && !answer.value.bound && answer.value.kind === 'account') await device.bind()
    },
    person: computed(() => answer.value?.person ?? null),
    has: (action: Action): boolean => grants.value.some(({ actions }) => actions.includes(action)),
    roles: computed((): Role[] => grants.value.map(({ role }) => role)),
    /** Ends the session and leaves nothing of it in the page. */
    signOut: async (): Promise<void> => {
      // Whoever leaves need not be told that the session has ended: the page would go to sign in twice, and lose what
      // was typed between.
      socket.close()
      const answer = await api.session.signOut()
      location.assign(('value' in answer && answer.value?.next) || '/sign-in')
    },
  }
})

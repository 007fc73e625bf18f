import { computed, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type {
  CaseActionId,
  CaseQueue,
  CaseState,
  CaseTypeInfo,
  CaseTypesAnswer,
  Problem,
} from '../../../server/contract/index.ts'
import { useRemote } from '../remote.ts'

/** Types of cases and the words for everything about them, as the server says them. */
export const useCaseWordsStore = defineStore('case-words', () => {
  const { api } = useRemote()
  const answer = shallowRef<CaseTypesAnswer | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const load = async (): Promise<void> => {
    const result = await api.cases.types()
    if ('value' in result) answer.value = result.value
    problem.value = 'problem' in result ? result.problem : null
  }
  const titles = (named: readonly { id: string; title: string }[] | undefined): Map<string, string> =>
    new Map(named?.map(({ id, title }) => [id, title]))
  const states = computed(() => titles(answer.value?.states))
  const actions = computed(() => titles(answer.value?.actions))
  const queues = computed(() => titles(answer.value?.queues))
  const types = computed(() => new Map(answer.value?.types.map((info) => [info.id, info])))
  return {
    answer,
    problem,
    load,
    need: async (): Promise<void> => {
      if (!answer.value) await load()
    },
    state: (id: CaseState): string => states.value.get(id) ?? '',
    action: (id: CaseActionId): string => actions.value.get(id) ?? '',
    queue: (id: CaseQueue): string => queues.value.get(id) ?? '',
    type: (id: string): CaseTypeInfo | null => types.value.get(id) ?? null,
  }
})

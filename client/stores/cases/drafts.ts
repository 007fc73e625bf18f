import { shallowReactive } from 'vue'
import { defineStore } from 'pinia'
import type { CaseActionId } from '../../../server/contract/index.ts'
import { emptyDraft, isEmpty, type Draft } from '../../cases/act/draft.ts'
import { newKey } from '../../lib/key.ts'

const nameOf = (id: string, action: CaseActionId): string => `${id}/${action}`

/** What has been typed for cases and not been sent: it outlives the form, a conflict and a look at another case. */
export const useDraftsStore = defineStore('drafts', () => {
  const kept = shallowReactive(new Map<string, Draft>())
  return {
    of: (id: string, action: CaseActionId, wished: number | null = null): Draft =>
      kept.get(nameOf(id, action)) ?? emptyDraft(action, newKey(), wished),
    keep: (id: string, draft: Draft): void => {
      kept.set(nameOf(id, draft.action), draft)
    },
    drop: (id: string, action: CaseActionId): void => {
      kept.delete(nameOf(id, action))
    },
    /** True while something is typed for the case. */
    pending: (id: string): boolean => [...kept].some(([name, draft]) => name.startsWith(`${id}/`) && !isEmpty(draft)),
  }
})

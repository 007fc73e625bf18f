import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { CaseActionId, CaseConflict, CaseDetail, CaseOffer, Problem } from '../../../server/contract/index.ts'
import { useCaseStore, useDraftsStore, useRemote } from '../../stores/index.ts'
import { actionOf, newerThan, type Draft } from './draft.ts'
import { keepPhotos } from './send.ts'

/** What happened while somebody was writing: as it was seen to happen, or as the server said when it refused. */
export type Meanwhile = Pick<CaseConflict, 'meanwhile'> & Partial<Pick<CaseConflict, 'title' | 'detail'>>

/** The form of one action of the open case, from choosing it to its answer. */
interface ActionFlow {
  offer: ComputedRef<CaseOffer | null>
  draft: Ref<Draft | null>
  sending: Ref<boolean>
  problem: Ref<Problem | null>
  /** What others did since the form was opened; `null` = nothing. */
  conflict: ComputedRef<Meanwhile | null>
  choose: (action: CaseActionId | null) => void
  discard: () => void
  send: () => Promise<void>
}

/** Acts on the open case; whatever goes wrong, what was typed stays. */
export const useAction = (
  detail: () => CaseDetail | null,
  done: (after: CaseDetail, action: CaseOffer) => void,
): ActionFlow => {
  const { api } = useRemote()
  const store = useCaseStore()
  const drafts = useDraftsStore()
  const chosen = ref<CaseActionId | null>(null)
  const draft = shallowRef<Draft | null>(null)
  const sending = ref(false)
  const problem = shallowRef<Problem | null>(null)
  const refused = shallowRef<CaseConflict | null>(null)
  /** Newest entry there was when the form was opened. */
  const begun = ref<string | null>(null)
  const offer = computed(() => detail()?.offers.find(({ action }) => action === chosen.value) ?? null)

  const conflict = computed((): Meanwhile | null => {
    if (refused.value || sending.value || begun.value === null) return refused.value
    const meanwhile = newerThan(detail()?.entries ?? [], begun.value)
    return meanwhile.length > 0 ? { meanwhile } : null
  })

  const choose = (action: CaseActionId | null): void => {
    const id = detail()?.id
    chosen.value = action
    problem.value = null
    draft.value = action && id ? drafts.of(id, action, offer.value?.wished) : null
    begun.value = action ? (detail()?.seen ?? null) : null
    refused.value = null
  }
  watch(
    () => detail()?.id,
    () => choose(null),
  )
  watch(draft, (now) => {
    const id = detail()?.id
    if (now && id) drafts.keep(id, now)
  })
  const send = async (): Promise<void> => {
    const [held, now, button] = [detail(), draft.value, offer.value]
    if (!held || !now || !button || sending.value) return
    sending.value = true
    problem.value = await keepPhotos(api.cases.attach, now.photos, (photos) => {
      draft.value = { ...draft.value!, photos }
    })
    const outcome = problem.value ? null : await store.act(held.id, actionOf(draft.value!, held.seen))
    sending.value = false
    if (!outcome) return
    if ('problem' in outcome) problem.value = outcome.problem
    else if ('conflict' in outcome) refused.value = outcome.conflict
    else {
      drafts.drop(held.id, now.action)
      choose(null)
      done(outcome.done, button)
    }
  }
  return {
    offer,
    draft,
    sending,
    problem,
    conflict,
    choose,
    send,
    discard: () => {
      const id = detail()?.id
      if (id && chosen.value) drafts.drop(id, chosen.value)
      choose(null)
    },
  }
}

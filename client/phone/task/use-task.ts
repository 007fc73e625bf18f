import { computed, onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import type { CaseDetail } from '../../../server/contract/index.ts'
import type { ViewSocket } from '../../remote/index.ts'
import type { Recalled, usePhoneStore } from '../../stores/index.ts'
import type { PendingAction } from './pending.ts'

/** One task as the phone knows it; read again whenever it may have moved. */
export interface Task {
  id: () => string
  /** As it was read, from the server or, without a signal, from the phone; `null` = not yet. */
  held: ShallowRef<Recalled<CaseDetail> | null>
  detail: ComputedRef<CaseDetail | null>
  /** What was done here and waits to be sent. */
  waiting: ComputedRef<PendingAction | null>
  /** What keeps it from being done until somebody looks. */
  trouble: ComputedRef<PendingAction['trouble']>
  /** Whether what waits can still be done, as far as the refusal tells. */
  stillOpen: ComputedRef<boolean>
  /** Title of a task that was shown here and is in other hands now, out of this reader's sight. */
  gone: ShallowRef<string | null>
  read: () => Promise<void>
}

export const useTask = (
  id: () => string,
  phone: Pick<ReturnType<typeof usePhoneStore>, 'person' | 'pending' | 'task'>,
  onCase: ViewSocket['onCase'],
): Task => {
  const held = shallowRef<Recalled<CaseDetail> | null>(null)
  const gone = shallowRef<string | null>(null)
  const waiting = computed(
    () => phone.pending.find((one): one is PendingAction => one.kind === 'action' && one.caseId === id()) ?? null,
  )
  const trouble = computed(() => waiting.value?.trouble ?? null)
  const stillOpen = computed(
    () => trouble.value?.conflict?.case.offers.some(({ action }) => action === waiting.value?.action) ?? true,
  )
  const read = async (): Promise<void> => {
    const wanted = id()
    const before = held.value?.value
    held.value = await phone.task(wanted)
    gone.value = held.value.problem?.status === 404 && before?.id === wanted ? before.title : null
  }
  watch(
    () => [id(), phone.person] as const,
    ([, person]) => {
      if (person) void read()
    },
    { immediate: true },
  )
  watch(
    () => phone.pending.length,
    (now, before) => {
      if (now < before) void read()
    },
  )
  // What was refused was written over an older case: what is shown beside it is the case as it is now.
  watch(trouble, (now) => {
    if (now) void read()
  })
  onScopeDispose(
    onCase((change) => {
      if (change.id === id()) void read()
    }),
  )
  return { id, held, detail: computed(() => held.value?.value ?? null), waiting, trouble, stillOpen, gone, read }
}

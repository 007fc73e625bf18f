import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CaseEntry, CaseOffer } from '../../../server/contract/index.ts'
import { isUntouched, newerThan, type Draft } from '../../cases/act/draft.ts'
import { newKey } from '../../lib/key.ts'
import type { useDraftsStore, usePhoneStore } from '../../stores/index.ts'
import { draftFrom, pendingFrom } from './pending.ts'
import type { Task } from './use-task.ts'

/** A form begun on this phone and not sent. */
interface Begun {
  offer: CaseOffer
  at: string
  value: Draft
}

/** The form of one action of a task, from choosing it until it is sent or kept. */
interface TaskForm {
  offer: ShallowRef<CaseOffer | null>
  draft: ShallowRef<Draft | null>
  sending: Ref<boolean>
  /** What others did since the form was opened. */
  meanwhile: ComputedRef<CaseEntry[]>
  /** What was begun here before, as far as it can still be done. */
  begun: ShallowRef<Begun[]>
  take: (offer: CaseOffer) => void
  close: () => void
  send: () => Promise<void>
  discard: (action: Draft['action']) => Promise<void>
  /**
   * What could not be sent is opened again over the case as it is now; where that does not offer it, it stays as it was
   * kept.
   */
  resume: () => Promise<void>
}

interface Deps {
  task: Pick<Task, 'id' | 'detail' | 'waiting' | 'trouble' | 'read'>
  phone: Pick<ReturnType<typeof usePhoneStore>, 'person' | 'drafts' | 'add' | 'drop'>
  drafts: Pick<ReturnType<typeof useDraftsStore>, 'of' | 'keep' | 'drop'>
  say: (words: string) => void
}

export const useTaskForm = ({ task, phone, drafts, say }: Deps): TaskForm => {
  const { id, detail, waiting, trouble, read } = task
  const offer = shallowRef<CaseOffer | null>(null)
  const draft = shallowRef<Draft | null>(null)
  const sending = ref(false)
  /** Newest entry there was when the form was opened. */
  const seen = ref<string | null>(null)
  const meanwhile = computed(() =>
    sending.value || seen.value === null ? [] : newerThan(detail.value?.entries ?? [], seen.value),
  )
  const { begun, keep, drop } = useBegun({ task, phone, drafts }, offer)
  watch(draft, (now) => {
    if (now) keep(now)
  })

  const close = (): void => {
    offer.value = draft.value = seen.value = null
  }
  const take = (one: CaseOffer): void => {
    offer.value = one
    seen.value = detail.value?.seen ?? null
    const kept = begun.value.find(({ value }) => value.action === one.action)?.value
    const typed = drafts.of(id(), one.action, one.wished)
    draft.value = kept && isUntouched(typed, one.wished) ? kept : typed
    // Signing asks for nothing and binds nobody but oneself: a form around it would be one tap more.
    if (one.action === 'sign') void send()
  }
  const send = async (): Promise<void> => {
    if (!detail.value || !offer.value || !draft.value || sending.value) return
    sending.value = true
    const { action, title } = offer.value
    const made = { draft: draft.value, detail: detail.value, actionTitle: title }
    const pending = pendingFrom({ ...made, person: phone.person, at: new Date().toISOString() })
    const sent = await phone.add(pending)
    await drop(action)
    sending.value = false
    close()
    say(sent ? `${title}成功` : trouble.value ? '' : `已存在手机上，有信号时自动上传`)
    await read()
    // A signature for what went into other hands has nothing in it to be kept, nor anybody to wait for.
    if (action === 'sign' && trouble.value?.problem.status === 404) await phone.drop(pending.key)
  }
  const resume = async (): Promise<void> => {
    const one = waiting.value
    if (!one) return
    await read()
    const same = detail.value?.offers.find(({ action }) => action === one.action)
    if (!same) return say(`现在已不能${one.actionTitle}，您填写的内容还在`)
    await phone.drop(one.key)
    drafts.keep(id(), draftFrom(one, newKey()))
    take(same)
  }
  return { offer, draft, sending, meanwhile, begun, take, close, send, discard: drop, resume }
}

/** Drafts of this task: in memory while the page lives, and on the phone beyond it. */
const useBegun = ({ task: { id, detail }, phone, drafts }: Omit<Deps, 'say'>, offer: ShallowRef<CaseOffer | null>) => {
  const begun = shallowRef<Begun[]>([])
  const nameOf = (action: string): string => `case/${id()}/${action}`
  const look = async (): Promise<void> => {
    const kept = phone.person ? await phone.drafts.of<Draft>(phone.person, nameOf('')) : []
    begun.value = kept.flatMap(({ at, value }) => {
      const same = detail.value?.offers.find(({ action }) => action === value.action)
      return same ? [{ offer: same, at, value }] : []
    })
  }
  watch([detail, offer], () => {
    if (offer.value === null) void look()
  })
  return {
    begun,
    keep: (draft: Draft): void => {
      drafts.keep(id(), draft)
      if (isUntouched(draft, offer.value?.wished)) void phone.drafts.drop(phone.person, nameOf(draft.action))
      else phone.drafts.keep(phone.person, nameOf(draft.action), draft)
    },
    drop: async (action: Draft['action']): Promise<void> => {
      drafts.drop(id(), action)
      await phone.drafts.drop(phone.person, nameOf(action))
      await look()
    },
  }
}

import { computed, reactive, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { Photo } from '../../cases/parts/photo.ts'
import { newKey } from '../../lib/key.ts'
import type { usePhoneStore } from '../../stores/index.ts'
import { isEmpty, missingIn, pendingFrom, type Report } from './report.ts'

const DRAFT = 'report'

/** The report somebody writes on this phone: kept as they write, and there again after a reload, until it is sent. */
interface ReportForm {
  form: Report['form']
  photos: ShallowRef<Photo[]>
  at: ShallowRef<Report['at']>
  /** When what stands in the form was written, where it was not just now. */
  begunAt: Ref<string | null>
  missing: ComputedRef<string[]>
  discard: () => void
  /** `null` when something is missing, else whether the server has it already. */
  send: () => Promise<boolean | null>
}

export const useReport = (
  phone: Pick<ReturnType<typeof usePhoneStore>, 'person' | 'drafts' | 'add'>,
  photosNeeded: (type: string) => number,
): ReportForm => {
  const form = reactive({ type: '', title: '', words: '', region: '', place: '' })
  const photos = shallowRef<Photo[]>([])
  const at = shallowRef<Report['at']>(null)
  const begunAt = ref<string | null>(null)
  const now = (): Report => ({ form: { ...form }, photos: photos.value, at: at.value })
  const missing = computed(() => missingIn(now(), photosNeeded(form.type)))

  watch(
    () => phone.person,
    async (person) => {
      const [kept] = person ? await phone.drafts.of<Report>(person, DRAFT) : []
      if (!kept || form.title || form.words || photos.value.length > 0) return
      Object.assign(form, kept.value.form)
      photos.value = kept.value.photos
      at.value = kept.value.at
      begunAt.value = kept.at
    },
    { immediate: true },
  )
  watch([form, photos, at], () => {
    if (phone.person && !isEmpty(now())) phone.drafts.keep(phone.person, DRAFT, now())
    else void phone.drafts.drop(phone.person, DRAFT)
  })
  const discard = (): void => {
    Object.assign(form, { title: '', words: '', place: '' })
    photos.value = []
    at.value = null
    begunAt.value = null
  }
  const send = async (): Promise<boolean | null> => {
    if (missing.value.length > 0) return null
    const told = { key: newKey(), person: phone.person, at: new Date().toISOString() }
    const sent = await phone.add(pendingFrom(now(), told))
    discard()
    return sent
  }
  return { form, photos, at, begunAt, missing, discard, send }
}

import type { Photo } from '../../cases/parts/photo.ts'
import type { Pending } from '../keep/index.ts'

/** What somebody has written and chosen for a report and not sent yet. */
export interface Report {
  form: { type: string; title: string; words: string; region: string; place: string }
  photos: Photo[]
  at: [number, number] | null
}

/** True when nothing would be lost with it: type and region are proposed, and a place on the map is soon found again. */
export const isEmpty = ({ form: { title, words, place }, photos }: Report): boolean =>
  !title && !words && !place && photos.length === 0

/** What is still missing before it can be sent, in words; empty when nothing is. */
export const missingIn = ({ form: { type, title }, photos }: Report, photosNeeded: number): string[] => [
  ...(type ? [] : ['请选择类型']),
  ...(title.trim().length >= 2 ? [] : ['请用一句话写明是什么事']),
  ...(photos.length < photosNeeded ? [`还需要 ${photosNeeded - photos.length} 张照片`] : []),
]

/** A filled form as something to be sent, now or when there is a signal. */
export const pendingFrom = (
  { form, photos, at: point }: Report,
  { key, person, at }: { key: string; person: string; at: string },
): Extract<Pending, { kind: 'report' }> => {
  const title = form.title.trim()
  return {
    kind: 'report',
    key,
    person,
    at,
    title,
    photos,
    trouble: null,
    report: {
      type: form.type,
      title,
      words: form.words.trim(),
      region: form.region,
      place: form.place.trim(),
      point,
    },
  }
}

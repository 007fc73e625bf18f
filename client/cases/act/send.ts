import type { Api, Answer } from '../../remote/index.ts'
import type { Problem } from '../../../server/contract/index.ts'
import type { Photo } from '../parts/photo.ts'

/** Has the server keep every photo it does not have yet; those it has are not sent again when a later one fails. */
export const keepPhotos = async (
  attach: Api['cases']['attach'],
  photos: readonly Photo[],
  kept: (photos: Photo[]) => void,
): Promise<Problem | null> => {
  let list = [...photos]
  for (const photo of photos) {
    if (photo.receipt) continue
    const answer: Answer<{ id: string }> = await attach(photo.blob)
    if ('problem' in answer) return answer.problem
    list = list.map((one) => (one.key === photo.key ? { ...one, receipt: answer.value.id } : one))
    kept(list)
  }
  return null
}

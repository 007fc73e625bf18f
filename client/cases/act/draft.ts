import type { CaseAction, CaseActionId, CaseOffer } from '../../../server/contract/index.ts'
import type { Photo } from '../parts/photo.ts'

/** What somebody has typed and chosen for an action and not sent yet. */
export interface Draft {
  action: CaseActionId
  words: string
  to: { id: string; title: string } | null
  amount: number | null
  photos: Photo[]
  /** Sent along, so that the same draft sent twice is done once; a changed draft gets another. */
  key: string
}

/** An empty draft. */
export const emptyDraft = (action: CaseActionId, key: string): Draft => ({ action, words: '', to: null, amount: null, photos: [], key })

/** What is still missing before the action can be sent, in words; empty when nothing is. */
export const missingIn = (draft: Draft, { needs, title }: CaseOffer): string[] => [
  ...(needs.to === 'party' && !draft.to ? [`请选择“${title}”给谁`] : []),
  ...(needs.to === 'case' && !draft.to ? ['请选择并入哪一件'] : []),
  ...(needs.amount && draft.amount === null ? [`请填写${needs.amount.title}`] : []),
  ...(needs.amount && draft.amount !== null && (draft.amount < needs.amount.min || draft.amount > needs.amount.max)
    ? [`${needs.amount.title}应在 ${needs.amount.min} 到 ${needs.amount.max} 之间`] : []),
  ...(needs.words && draft.words.trim() === '' ? ['请写明情况'] : []),
  ...(draft.photos.length < needs.evidence ? [`还需要 ${needs.evidence - draft.photos.length} 张照片`] : []),
]

/** The body to send, once every photo is kept by the server. */
export const actionOf = (draft: Draft, seen: string): CaseAction => ({
  action: draft.action, words: draft.words.trim(), to: draft.to?.id ?? null, amount: draft.amount, seen, key: draft.key,
  evidence: draft.photos.flatMap(({ receipt }) => receipt ?? []),
})

/** True when nothing would be lost with the draft. */
export const isEmpty = ({ words, to, amount, photos }: Draft): boolean => words.trim() === '' && to === null && amount === null && photos.length === 0

/** What is asked before something grave is done: what it takes to undo it, where that can be done at all. */
export const sureWords = ({ title, undo }: Pick<CaseOffer, 'title' | 'undo'>): string =>
  undo === null ? `“${title}”之后不能撤回，请再按一次确认。` : `请再按一次确认“${title}”。如有差错，之后可用“${undo}”恢复。`

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

/** A draft with nothing in it but the amount that was asked for, where one was. */
export const emptyDraft = (action: CaseActionId, key: string, wished: number | null = null): Draft => ({
  action,
  words: '',
  to: null,
  amount: wished,
  photos: [],
  key,
})

/** What the words of an action are about, and what to write there. */
interface WordsAsk {
  label: string
  prompt: string
}

const ASKS: Partial<Record<CaseActionId, WordsAsk>> = {
  return: { label: '退回原因', prompt: '写明为什么不由这里办、应由谁办' },
  request: { label: '申请延期的原因', prompt: '写明为什么不能按期办结、办到了哪一步' },
  extend: { label: '延期原因', prompt: '写明为什么不能按期办结' },
  decline: { label: '不予延期的原因', prompt: '写明为什么不延、应在何时前完成' },
  handover: { label: '移交原因', prompt: '写明为什么改由他人办理' },
  reject: { label: '不通过的原因', prompt: '写明哪里没有办好、还要做什么' },
  reopen: { label: '重新办理的原因', prompt: '写明为什么要重新办理' },
  void: { label: '作废原因', prompt: '写明为什么作废，例如重复录入、不属实' },
  supervise: { label: '督办要求', prompt: '写明要做到什么、何时前完成' },
  unmerge: { label: '取消合并的原因', prompt: '写明为什么不是同一件' },
  remark: { label: '备注内容', prompt: '写给经办各方看的说明' },
}

/** How the words of this action are asked for. */
export const wordsAsk = ({ action, needs }: Pick<CaseOffer, 'action' | 'needs'>): WordsAsk =>
  ASKS[action] ?? { label: '情况说明', prompt: needs.words ? '写明做了什么、结果怎样' : '补充说明' }

/** What is still missing before the action can be sent, in words; empty when nothing is. */
export const missingIn = (draft: Draft, { action, needs, title }: CaseOffer): string[] => [
  ...(needs.to === 'party' && !draft.to ? [`请选择“${title}”给谁`] : []),
  ...(needs.to === 'case' && !draft.to ? ['请选择并入哪一件'] : []),
  ...(needs.amount && draft.amount === null ? [`请填写${needs.amount.title}`] : []),
  ...(needs.amount && draft.amount !== null && (draft.amount < needs.amount.min || draft.amount > needs.amount.max)
    ? [`${needs.amount.title}应在 ${needs.amount.min} 到 ${needs.amount.max} 之间`]
    : []),
  ...(needs.words && draft.words.trim() === '' ? [`请填写${wordsAsk({ action, needs }).label}`] : []),
  ...(draft.photos.length < needs.evidence ? [`还需要 ${needs.evidence - draft.photos.length} 张照片`] : []),
]

/** The body to send, once every photo is kept by the server. */
export const actionOf = (draft: Draft, seen: string): CaseAction => ({
  action: draft.action,
  words: draft.words.trim(),
  to: draft.to?.id ?? null,
  amount: draft.amount,
  seen,
  key: draft.key,
  evidence: draft.photos.flatMap(({ receipt }) => receipt ?? []),
})

/** True when nothing would be lost with the draft. */
export const isEmpty = ({ words, to, amount, photos }: Draft): boolean =>
  words.trim() === '' && to === null && amount === null && photos.length === 0

/** Whether nothing was written or chosen beyond the amount the form came with. */
export const isUntouched = (draft: Draft, wished: number | null | undefined): boolean =>
  isEmpty({ ...draft, amount: draft.amount === (wished ?? null) ? null : draft.amount })

/** What is asked before something grave is done: what it takes to undo it, where that can be done at all. */
export const sureWords = ({ title, undo }: Pick<CaseOffer, 'title' | 'undo'>): string =>
  undo === null
    ? `“${title}”之后不能撤回，请再按一次确认。`
    : `请再按一次确认“${title}”。如有差错，之后可用“${undo}”恢复。`

/** The entries that came after one, in their order; none where it is not among them. */
export const newerThan = <E extends { id: string }>(entries: readonly E[], seen: string): E[] => {
  const at = entries.findIndex(({ id }) => id === seen)
  return at < 0 ? [] : entries.slice(at + 1)
}

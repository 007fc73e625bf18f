import type { CaseDetail } from '../../../server/contract/index.ts'
import type { Draft } from '../../cases/act/draft.ts'
import type { Pending } from '../keep/index.ts'

/** Something done to a task that the server does not know yet. */
export type PendingAction = Extract<Pending, { kind: 'action' }>

interface Made {
  draft: Draft
  detail: CaseDetail
  actionTitle: string
  person: string
  at: string
}

/** A filled form as something to be sent, now or when there is a signal. */
export const pendingFrom = ({ draft, detail, actionTitle, person, at }: Made): PendingAction => ({
  kind: 'action',
  key: draft.key,
  person,
  at,
  title: detail.title,
  photos: draft.photos,
  trouble: null,
  caseId: detail.id,
  action: draft.action,
  actionTitle,
  words: draft.words.trim(),
  to: draft.to,
  amount: draft.amount,
  seen: detail.seen,
})

/** What waits as a form again, under a new key: over a case that has moved it is another deed. */
export const draftFrom = ({ action, words, to, amount, photos }: PendingAction, key: string): Draft => ({
  action,
  words,
  to,
  amount,
  photos,
  key,
})

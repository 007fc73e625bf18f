import type { CaseActionId, CaseConflict, CaseReport, Problem } from '../../../server/contract/index.ts'
import type { Photo } from '../../cases/parts/photo.ts'
import type { CasesApi } from '../../remote/index.ts'
import { conflictOf } from '../../remote/index.ts'

interface Waiting {
  /** Also the idempotency key: sent twice, done once. */
  key: string
  /** Whose it is: another person who signs in on this phone neither sees nor sends it. */
  person: string
  at: string
  /** As shown in lists. */
  title: string
  photos: Photo[]
  /** What keeps it from being done until somebody looks; `null` = only the network. */
  trouble: { problem: Problem; conflict: CaseConflict | null } | null
}

/** Something done on the phone that the server does not know yet. */
export type Pending =
  | (Waiting & {
      kind: 'action'
      caseId: string
      action: CaseActionId
      actionTitle: string
      words: string
      to: { id: string; title: string } | null
      amount: number | null
      seen: string
    })
  | (Waiting & { kind: 'report'; report: CaseReport })

/** Where what waits is kept; it survives the phone being switched off. */
export interface Shelf {
  all: () => Promise<Pending[]>
  put: (pending: Pending) => Promise<void>
  drop: (key: string) => Promise<void>
}

/** How one try ended. */
export type Sent = 'done' | 'later' | 'trouble'

type Sending = Pick<CasesApi, 'act' | 'attach' | 'report'>

const photosKept = async (api: Sending, shelf: Shelf, pending: Pending): Promise<Pending | { problem: Problem }> => {
  let held = pending
  for (const photo of pending.photos) {
    if (photo.receipt) continue
    const answer = await api.attach(photo.blob)
    if ('problem' in answer) return answer
    held = {
      ...held,
      photos: held.photos.map((one) => (one.key === photo.key ? { ...one, receipt: answer.value.id } : one)),
    }
    await shelf.put(held)
  }
  return held
}

const deliver = (api: Sending, pending: Pending) => {
  const evidence = pending.photos.flatMap(({ receipt }) => receipt ?? [])
  return pending.kind === 'report'
    ? api.report({ ...pending.report, evidence, key: pending.key })
    : api.act(pending.caseId, {
        action: pending.action,
        words: pending.words,
        to: pending.to?.id ?? null,
        amount: pending.amount,
        seen: pending.seen,
        evidence,
        key: pending.key,
      })
}

/** The server was not reached, is restarting, or wants a new sign-in: to be tried again as it is. */
const passing = ({ status }: Problem): boolean =>
  status === 0 || status === 401 || status === 408 || status === 429 || status >= 500

/**
 * Tries once to have the server do it. Done: it leaves the shelf. Not reached: it stays as it is. Refused or outrun by
 * somebody else: it stays with what happened, for its author to decide; nothing typed is ever thrown away here.
 */
export const trySending = async (api: Sending, shelf: Shelf, pending: Pending): Promise<Sent> => {
  const held = await photosKept(api, shelf, pending)
  const answer = 'problem' in held ? held : await deliver(api, held)
  if ('value' in answer) {
    await shelf.drop(pending.key)
    return 'done'
  }
  if (passing(answer.problem)) return 'later'
  await shelf.put({
    ...('problem' in held ? pending : held),
    trouble: { problem: answer.problem, conflict: conflictOf(answer.problem) },
  })
  return 'trouble'
}

/** Sends what waits, oldest first, what has no trouble; stops at the first that does not get through. */
export const sendAll = async (api: Sending, shelf: Shelf, person: string): Promise<{ done: number; left: number }> => {
  const waiting = (await shelf.all()).filter((one) => one.person === person && one.trouble === null)
  let done = 0
  for (const pending of waiting.toSorted((a, b) => a.at.localeCompare(b.at))) {
    const sent = await trySending(api, shelf, pending)
    if (sent === 'later') break
    if (sent === 'done') done++
  }
  return { done, left: (await shelf.all()).filter((one) => one.person === person).length }
}

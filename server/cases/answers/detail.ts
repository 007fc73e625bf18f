import { maskValue, type CaseType } from '../../catalog/index.ts'
import {
  LOOP_STEPS,
  type CaseDetail,
  type CaseEntry,
  type CaseEvidence,
  type CaseLoopStep,
} from '../../contract/index.ts'
import { loopOrder, loopState } from '../machine/loop.ts'
import { withheldFrom } from '../machine/withheld.ts'
import { standingOf } from '../parties/standing.ts'
import type { Case, Entry, Reader } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS } from '../words.ts'
import { offersOf } from './offer.ts'
import { isClear, rowOf, said, typeOf, type AnswerDeps } from './row.ts'

/** An entry as it crosses the wire; `photos` by id. */
export const entryAnswer = (
  entry: Entry,
  { photos, clear }: { photos: ReadonlyMap<string, CaseEvidence>; clear: boolean },
  { clock }: AnswerDeps,
): CaseEntry => ({
  id: entry.id,
  at: clock.zone.format(entry.at),
  by: entry.by,
  action: { id: entry.action, title: ACTION_WORDS[entry.action] },
  words: said(entry.words, clear),
  to: entry.to,
  evidence: entry.evidence.flatMap((id) => photos.get(id) ?? []),
  from: entry.from,
  state: entry.state,
  amount: entry.amount,
  automatic: entry.automatic,
})

const loopAnswer = (one: Case, type: CaseType, entries: readonly Entry[], { clock }: AnswerDeps): CaseLoopStep[] => {
  const order = loopOrder(type)
  const unneeded = LOOP_STEPS.filter((step) => !type.loop.has(step))
  return [...order, ...unneeded].map((step) => {
    const counted = entries.filter(({ action }) => type.loop.get(step)?.includes(action))
    const last = counted.at(-1)
    const state = loopState(step, one, type)
    return {
      step: { id: step, title: LOOP_WORDS[step] },
      state,
      who: state === 'done' ? (last?.by.name ?? null) : state === 'running' ? (one.owner?.name ?? null) : null,
      at: state === 'done' && last ? clock.zone.format(last.at) : null,
      entries: counted.map(({ id }) => id),
    }
  })
}

const masked = (mask: 'name' | 'phone', text: string): string => (text === '' ? '' : String(maskValue(mask, text)))

const reporterFor = ({ reporter }: Case, clear: boolean): CaseDetail['reporter'] => {
  if (reporter === null) return null
  return clear
    ? { ...reporter, masked: false }
    : { name: masked('name', reporter.name), phone: masked('phone', reporter.phone), masked: true }
}

/** What is known around a case. */
interface Around {
  entries: Entry[]
  photos: ReadonlyMap<string, CaseEvidence>
  duplicates: Case[]
  merged: Case[]
}

/** A case with all there is to it, for this reader. */
export const detailOf = (
  one: Case,
  { entries, photos, duplicates, merged }: Around,
  deps: AnswerDeps,
  reader: Reader,
): CaseDetail => {
  const type = typeOf(deps.catalog(), one.type)
  const row = rowOf(one, deps, reader)
  const clear = isClear(one, deps, reader)
  const answers = entries.map((entry) => entryAnswer(entry, { photos, clear }, deps))
  return {
    ...row,
    words: said(one.words, clear),
    place: said(one.place, clear),
    reporter: reporterFor(one, clear),
    entries: answers,
    evidence: answers.flatMap(({ evidence }) => evidence),
    loop: loopAnswer(one, type, entries, deps),
    offers: offersOf(one, row.actions, { type, clear }, deps),
    withheld: withheldFrom(standingOf(deps.regions, reader.person, one, type), one, type),
    duplicates: duplicates.map((other) => rowOf(other, deps, reader)),
    merged: merged.map((other) => rowOf(other, deps, reader)),
  }
}

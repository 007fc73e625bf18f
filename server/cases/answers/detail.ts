import type { CaseType } from '../../catalog/index.ts'
import { LOOP_STEPS, type CaseActionId, type CaseDetail, type CaseEntry, type CaseEvidence, type CaseLoopStep, type CaseOffer } from '../../contract/index.ts'
import { reachesOf } from '../../indicators/index.ts'
import { loopOrder, loopState } from '../machine/loop.ts'
import { RULES } from '../machine/rules.ts'
import type { Case, Entry, Reader } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS } from '../words.ts'
import { rowOf, typeOf, type AnswerDeps } from './row.ts'

/** The step somebody is expected to take; further ones are beside it. */
const EXPECTED: Partial<Record<Case['state'], CaseActionId[]>> = {
  reported: ['file'], filed: ['dispatch'], returned: ['dispatch'], dispatched: ['sign'], handling: ['feedback', 'assign'], feedback: ['verify'], verified: ['close'], closed: ['rate'], rated: ['archive'], merged: ['unmerge'],
}

const offerOf = (action: CaseActionId, one: Case, type: CaseType, open: readonly CaseActionId[]): CaseOffer => {
  const rule = RULES[action]
  return {
    action,
    title: action === 'dispatch' && one.state === 'returned' ? '重新派遣' : ACTION_WORDS[action],
    primary: EXPECTED[one.state]?.find((expected) => open.includes(expected)) === action,
    grave: rule.grave ?? false,
    needs: { words: rule.words ?? false, evidence: type.evidence[action] ?? 0, to: rule.target ?? null, amount: rule.amount ?? null },
    bulk: (rule.bulk ?? false) && (type.evidence[action] ?? 0) === 0,
  }
}

/** An entry as it crosses the wire; `photos` by id. */
export const entryAnswer = (entry: Entry, photos: ReadonlyMap<string, CaseEvidence>, { clock }: AnswerDeps): CaseEntry => ({
  id: entry.id, at: clock.zone.format(entry.at), by: entry.by, action: { id: entry.action, title: ACTION_WORDS[entry.action] }, words: entry.words,
  to: entry.to, evidence: entry.evidence.flatMap((id) => photos.get(id) ?? []), from: entry.from, state: entry.state, amount: entry.amount, automatic: entry.automatic,
})

const loopAnswer = (one: Case, type: CaseType, entries: readonly Entry[], { clock }: AnswerDeps): CaseLoopStep[] => {
  const order = loopOrder(type)
  const unneeded = LOOP_STEPS.filter((step) => !type.loop.has(step))
  return [...order, ...unneeded].map((step) => {
    const counted = entries.filter(({ action }) => type.loop.get(step)?.includes(action))
    const last = counted.at(-1)
    const state = loopState(step, one, type)
    return {
      step: { id: step, title: LOOP_WORDS[step] }, state,
      who: state === 'done' ? last?.by.name ?? null : state === 'running' ? one.owner?.name ?? null : null,
      at: state === 'done' && last ? clock.zone.format(last.at) : null,
      entries: counted.map(({ id }) => id),
    }
  })
}

const hidden = (text: string): string => (text === '' ? '' : `${text.slice(0, 1)}**`)
const hiddenPhone = (text: string): string => (text.length < 7 ? hidden(text) : `${text.slice(0, 3)}****${text.slice(-4)}`)

const reporterFor = (one: Case, type: CaseType, { regions }: AnswerDeps, { scope }: Reader): CaseDetail['reporter'] => {
  if (one.reporter === null) return null
  const clear = reachesOf(regions, scope, one.region, type.theme).some((reach) => reach.class === 'personal')
  return clear ? { ...one.reporter, masked: false } : { name: hidden(one.reporter.name), phone: hiddenPhone(one.reporter.phone), masked: true }
}

/** What is known around a case. */
export interface Around { entries: Entry[]; photos: ReadonlyMap<string, CaseEvidence>; duplicates: Case[]; merged: Case[] }

/** A case with all there is to it, for this reader. */
export const detailOf = (one: Case, { entries, photos, duplicates, merged }: Around, deps: AnswerDeps, reader: Reader): CaseDetail => {
  const type = typeOf(deps.catalog(), one.type)
  const row = rowOf(one, deps, reader)
  const answers = entries.map((entry) => entryAnswer(entry, photos, deps))
  return {
    ...row,
    words: one.words,
    place: one.place,
    reporter: reporterFor(one, type, deps, reader),
    entries: answers,
    evidence: answers.flatMap(({ evidence }) => evidence),
    loop: loopAnswer(one, type, entries, deps),
    offers: row.actions.map((action) => offerOf(action, one, type, row.actions)).sort((a, b) => Number(b.primary) - Number(a.primary)),
    duplicates: duplicates.map((other) => rowOf(other, deps, reader)),
    merged: merged.map((other) => rowOf(other, deps, reader)),
  }
}

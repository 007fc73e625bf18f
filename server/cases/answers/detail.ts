import { maskText, maskValue, type CaseType } from '../../catalog/index.ts'
import { LOOP_STEPS, type CaseActionId, type CaseDetail, type CaseEntry, type CaseEvidence, type CaseLoopStep, type CaseOffer } from '../../contract/index.ts'
import { amountOf } from '../machine/amount.ts'
import { loopOrder, loopState } from '../machine/loop.ts'
import { RULES } from '../machine/rules.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import type { Case, Entry, Reader } from '../types.ts'
import { ACTION_WORDS, LOOP_WORDS } from '../words.ts'
import { isClear, rowOf, typeOf, type AnswerDeps } from './row.ts'

/** The step somebody is expected to take; further ones are beside it. */
const EXPECTED: Partial<Record<Case['state'], CaseActionId[]>> = {
  reported: ['file'], filed: ['dispatch'], returned: ['dispatch'], dispatched: ['sign'], handling: ['feedback', 'assign'], feedback: ['verify'], verified: ['close'], closed: ['rate'], rated: ['archive'],
}

const offerOf = (action: CaseActionId, one: Case, { type, open, limits }: { type: CaseType; open: readonly CaseActionId[]; limits: TimeLimits }): CaseOffer => {
  const rule = RULES[action]
  return {
    action,
    title: action === 'dispatch' && one.state === 'returned' ? '重新派遣' : ACTION_WORDS[action],
    primary: EXPECTED[one.state]?.find((expected) => open.includes(expected)) === action,
    grave: rule.grave ?? false,
    undo: rule.undo ? ACTION_WORDS[rule.undo] : null,
    needs: { words: rule.words ?? false, evidence: type.evidence[action] ?? 0, to: rule.target ?? null, amount: amountOf(action, type, limits) },
    bulk: (rule.bulk ?? false) && (type.evidence[action] ?? 0) === 0,
  }
}

const said = (text: string, clear: boolean): string => (clear ? text : maskText(text))

/** An entry as it crosses the wire; `photos` by id. */
export const entryAnswer = (entry: Entry, { photos, clear }: { photos: ReadonlyMap<string, CaseEvidence>; clear: boolean }, { clock }: AnswerDeps): CaseEntry => ({
  id: entry.id, at: clock.zone.format(entry.at), by: entry.by, action: { id: entry.action, title: ACTION_WORDS[entry.action] }, words: said(entry.words, clear),
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

const masked = (mask: 'name' | 'phone', text: string): string => (text === '' ? '' : String(maskValue(mask, text)))

const reporterFor = ({ reporter }: Case, clear: boolean): CaseDetail['reporter'] => {
  if (reporter === null) return null
  return clear ? { ...reporter, masked: false } : { name: masked('name', reporter.name), phone: masked('phone', reporter.phone), masked: true }
}

/** What is known around a case. */
export interface Around { entries: Entry[]; photos: ReadonlyMap<string, CaseEvidence>; duplicates: Case[]; merged: Case[] }

/** A case with all there is to it, for this reader. */
export const detailOf = (one: Case, { entries, photos, duplicates, merged }: Around, deps: AnswerDeps, reader: Reader): CaseDetail => {
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
    offers: row.actions.map((action) => offerOf(action, one, { type, open: row.actions, limits: deps.limitsOf(type) })).sort((a, b) => Number(b.primary) - Number(a.primary)),
    duplicates: duplicates.map((other) => rowOf(other, deps, reader)),
    merged: merged.map((other) => rowOf(other, deps, reader)),
  }
}

import type { CaseActionId, CaseParty, CaseUrgency, CaseOrigin, RegionCode } from '../../contract/index.ts'
import { typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { apply } from '../machine/apply.ts'
import { begin } from '../machine/begin.ts'
import { RULES } from '../machine/rules.ts'
import { appendEntries, insertCases, type Kept } from '../rows/write.ts'
import type { Actor, Entry } from '../types.ts'

/** Something that was done, as it is taken over from elsewhere. `at` is local milliseconds. */
export interface PastStep {
  action: CaseActionId
  by: Actor
  at: number
  words?: string
  to?: CaseParty
  amount?: number
}

/** A case with all that was done to it, as another system or the demonstration hands it over. */
export interface PastCase {
  type: string
  title: string
  words: string
  region: RegionCode
  point: [number, number] | null
  origin: CaseOrigin
  urgency?: CaseUrgency
  by: Actor
  at: number
  due?: number
  steps: readonly PastStep[]
}

/**
 * Takes histories over in one transaction, through the same machine; a step that its state does not allow ends the
 * history there. Listeners are not told.
 */
export const restoreCases = (room: Room, past: readonly PastCase[]): Promise<number> =>
  room.ledger.write(async (sql) => {
    const kept: Kept[] = []
    const entries: Entry[] = []
    const plain = { party: null, other: null, evidence: [], amount: null, automatic: false, key: null }
    for (const { type: id, steps, by, at, due, urgency, ...known } of past) {
      const type = typeOf(room.catalog(), id)
      const limits = room.limitsOf(type)
      const begun = begin(
        {
          ...known,
          id: await room.numbers.nextCase(sql, at),
          place: '',
          reporter: null,
          urgency: urgency ?? type.urgency,
          desk: room.directory.deskOf(type, known.region),
          due: due ?? null,
        },
        { ...plain, by, at, words: known.words, sequence: room.numbers.nextSequence() },
        type,
        limits,
      )
      let one = begun.case
      entries.push(begun.entry)
      for (const step of steps) {
        if (!RULES[step.action].from.includes(one.state)) break
        const done = apply(
          one,
          {
            ...plain,
            action: step.action,
            by: step.by,
            at: step.at,
            words: step.words ?? '',
            party: step.to ?? null,
            amount: step.amount ?? null,
            sequence: room.numbers.nextSequence(),
          },
          type,
          limits,
        )
        one = done.case
        entries.push(done.entry)
      }
      kept.push({ case: one, type, originKey: null })
    }
    await insertCases(sql, kept)
    await appendEntries(sql, entries)
    return kept.length
  })

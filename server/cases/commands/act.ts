import type { CaseType } from '../../catalog/index.ts'
import type { CaseConflict, CaseDetail } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Sql } from '../../store/index.ts'
import { entryAnswer } from '../answers/detail.ts'
import { isClear, typeOf } from '../answers/row.ts'
import type { Change, Room } from '../context.ts'
import { apply, type Deed } from '../machine/apply.ts'
import { refusalOf } from '../machine/may.ts'
import { standingOf } from '../parties/standing.ts'
import { entriesOf, entryOfMessage, findCase } from '../rows/read.ts'
import { appendEntries, updateCases } from '../rows/write.ts'
import { actorOf, holdersOf, SYSTEM, type Case, type Reader } from '../types.ts'
import { ACTION_WORDS, STATE_WORDS } from '../words.ts'
import { checkComplete, checkPhotos, messageKey, targetCase, targetParty, type Command } from './checks.ts'
import { describe } from './read.ts'
import { visibleCase } from './visible.ts'

/** A command at a case, by a reader, in a transaction. */
interface At {
  one: Case
  command: Command
  reader: Reader
  sql: Sql
}

/** What happened since the actor looked: the answer to whoever came second. */
const conflict = async (room: Room, { one, command: { seen }, reader, sql }: At): Promise<Refused> => {
  const missed = (await entriesOf(sql, one.id)).filter(({ id }) => id > seen)
  const photos = await room.photos.named(
    sql,
    missed.flatMap(({ evidence }) => evidence),
  )
  const told = missed.map(({ by, action }) => `${by.name}已“${ACTION_WORDS[action]}”`).join('，')
  const words: CaseConflict = {
    ...problem(409, 'case-changed', told === '' ? '这一件已经变化' : `这一件刚才${told}`, {
      field: 'seen',
      detail: `现在是“${STATE_WORDS[one.state]}”`,
      hint: '请看过最新情况后再决定',
    }),
    case: await describe(room, one, reader, sql),
    meanwhile: missed.map((entry) => entryAnswer(entry, { photos, clear: isClear(one, room, reader) }, room)),
  }
  return new Refused(words)
}

const refuse = (room: Room, { one, command: { action }, reader: { person } }: At, type: CaseType): void => {
  const refusal = refusalOf(action, standingOf(room.regions, person, one, type), one, type)
  if (refusal === null) return
  throw new Refused(
    refusal.because === 'right'
      ? problem(403, 'not-allowed', refusal.words)
      : problem(422, 'not-now', refusal.words, { field: 'action' }),
  )
}

/** The other case of a merge hears of it in its own chain. */
const echo = async (room: Room, other: Case | null, deed: Deed, { one, sql }: At): Promise<Change[]> => {
  if (other === null) return []
  const type = typeOf(room.catalog(), other.type)
  const words = deed.action === 'merge' ? `${one.id} 并入本件` : `${one.id} 不再并入本件`
  const told = apply(
    other,
    {
      ...deed,
      action: 'remark',
      by: SYSTEM,
      words,
      party: null,
      other: { id: one.id, title: one.id },
      evidence: [],
      amount: null,
      automatic: true,
      sequence: room.numbers.nextSequence(),
      key: null,
    },
    type,
    room.limitsOf(type),
  )
  await updateCases(sql, [{ case: told.case, type }])
  await appendEntries(sql, [told.entry])
  return [{ ...told, type }]
}

const perform = async (room: Room, at: At): Promise<Change[]> => {
  const { one, command, reader, sql } = at
  const type = typeOf(room.catalog(), one.type)
  refuse(room, at, type)
  checkComplete(command, type, room.limitsOf(type))
  await checkPhotos(room, command.evidence, reader, sql)
  const party = targetParty(room, command, { one, reader }, type)
  const other =
    command.action === 'unmerge'
      ? await findCase(sql, one.mergedInto!)
      : await targetCase(room, command, { one, reader, sql })
  const deed: Deed = {
    action: command.action,
    by: actorOf(reader.person),
    at: room.clock.local(),
    words: command.words,
    party,
    other: other && { id: other.id, title: other.id },
    evidence: command.evidence,
    amount: command.amount,
    automatic: false,
    sequence: room.numbers.nextSequence(),
    key: messageKey(reader, command.key),
  }
  const done = apply(one, deed, type, room.limitsOf(type))
  await updateCases(sql, [{ case: done.case, type }])
  await appendEntries(sql, [done.entry])
  return [{ ...done, type, before: holdersOf(one) }, ...(await echo(room, other, deed, at))]
}

/**
 * Does one thing to a case: entry and state in one durable transaction. The same key again changes nothing and
 * answers with the case as it is. Throws `Refused`: 404, 403, 422, or 409 with what happened since `seen`.
 */
export const act = async (room: Room, id: string, command: Command, reader: Reader): Promise<CaseDetail> => {
  const done = await room.ledger.write(async (sql) => {
    const one = await visibleCase(room, id, reader, sql)
    const key = messageKey(reader, command.key)
    if (key !== null && (await entryOfMessage(sql, key))?.case === id)
      return { detail: await describe(room, one, reader, sql), changes: [] }
    if (one.seen !== command.seen) throw await conflict(room, { one, command, reader, sql })
    const changes = await perform(room, { one, command, reader, sql })
    return { detail: await describe(room, changes[0]!.case, reader, sql), changes }
  })
  for (const change of done.changes) room.announce(change)
  return done.detail
}

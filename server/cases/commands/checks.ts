import type { z } from 'zod'
import type { CaseType } from '../../catalog/index.ts'
import type { caseActionSchema, CaseParty } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { can } from '../../regions/index.ts'
import type { Sql } from '../../store/index.ts'
import type { Room } from '../context.ts'
import type { TimeLimits } from '../clocks/time-limits.ts'
import { amountOf } from '../machine/amount.ts'
import { RULES } from '../machine/rules.ts'
import { findCase } from '../rows/read.ts'
import { isOpen, type Case, type Reader } from '../types.ts'
import { ACTION_WORDS } from '../words.ts'
import { mayName, maySee } from './visible.ts'

export type Command = z.output<typeof caseActionSchema>

/** A message's key, told apart by sender: nobody can answer for another. */
export const messageKey = ({ person }: Reader, key: string | undefined): string | null =>
  key === undefined ? null : `${person.id}:${key}`

const incomplete = (field: string, title: string, hint?: string): Refused =>
  new Refused(problem(422, 'incomplete-action', title, { field, ...(hint === undefined ? {} : { hint }) }))

/** Photos must be there and the sender's own. Throws `Refused`. */
export const checkPhotos = async (
  { photos }: Room,
  ids: readonly string[],
  { person }: Reader,
  sql: Sql,
): Promise<void> => {
  for (const id of ids) {
    const known = await photos.known(sql, id)
    if (!known?.authors.includes(person.id))
      throw incomplete('evidence', '有照片没有上传成功', '请重新上传照片后再提交')
  }
}

/** Words, photos and amounts an action needs. Throws `Refused` with the field at fault. */
export const checkComplete = (
  { action, words, evidence, amount }: Command,
  type: CaseType,
  limits: TimeLimits,
): void => {
  const rule = RULES[action]
  const photos = type.evidence[action] ?? 0
  if (rule.words && words === '') throw incomplete('words', `“${ACTION_WORDS[action]}”须写明情况`)
  if (evidence.length < photos) throw incomplete('evidence', `“${ACTION_WORDS[action]}”至少要 ${photos} 张照片`)
  const needed = amountOf(action, type, limits)
  if (needed === null) return
  const { title, min, max } = needed
  if (amount === null || !Number.isInteger(amount) || amount < min || amount > max)
    throw incomplete('amount', `${title}须是 ${min} 到 ${max} 的整数`)
}

/**
 * Whom it goes to. A person has to be able to see and handle it; a unit has to be a place of the case's path or a
 * department, or below the giver. Throws `Refused`.
 */
export const targetParty = (
  room: Room,
  { action, to }: Command,
  { one, reader }: { one: Case; reader: Reader },
  type: CaseType,
): CaseParty | null => {
  const { directory, regions } = room
  if (RULES[action].target !== 'party') return null
  const party = to === null ? null : directory.party(to)
  if (party === null || !mayName(room, reader, one.region, party))
    throw incomplete('to', `“${ACTION_WORDS[action]}”须选择单位或人员`)
  const wrong = party.kind === 'person' && !directory.around(one.region, type.theme).some(({ id }) => id === party.id)
  const outside = action === 'assign' && one.owner !== null && !regions.contains(one.owner.region, party.region)
  const same = action !== 'dispatch' && party.id === one.owner?.id
  if (wrong || outside || same)
    throw incomplete(
      'to',
      same ? `${party.name} 已经在办这一件` : `不能交给 ${party.name}`,
      '可选的单位和人员见 GET /api/v1/cases/parties',
    )
  return party
}

/** The case to merge with: seen by the actor, open, of the same type, not itself. Throws `Refused`. */
export const targetCase = async (
  room: Room,
  { action, to }: Command,
  { one, reader, sql }: { one: Case; reader: Reader; sql: Sql },
): Promise<Case | null> => {
  if (RULES[action].target !== 'case') return null
  const other = to === null || to === one.id ? null : await findCase(sql, to)
  if (other === null || !maySee(room, reader, other)) throw incomplete('to', '没有要并入的那一件')
  if (!isOpen(other.state) || other.type !== one.type) throw incomplete('to', '只能并入同一类型、还在办理的事件')
  if (!can(room.regions, reader.person, { action: 'handle', region: other.region }))
    throw incomplete('to', `您不能把事件并入 ${other.id}`)
  return other
}

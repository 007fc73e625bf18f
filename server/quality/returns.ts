import type { DataReturn, Person } from '../contract/index.ts'
import type { Zone } from '../lib/index.ts'
import type { Sql } from '../store/index.ts'

/** Who did something, as kept. */
export interface By {
  id: string
  name: string
}
export const byOf = ({ id, name }: Person): By => ({ id, name })

/** A return as kept; times are local milliseconds. Whether it was answered follows from the deliveries. */
export interface ReturnRecord {
  id: string
  batch: string
  dataset: string
  /** Who had delivered it; `null` = nobody who is known by an id. */
  sender: string | null
  at: number
  by: By
  words: string
  closed: { at: number; by: By; words: string } | null
}

/** The delivery that answers a return. */
export interface AnsweredBy {
  batch: string
  at: number
  accepted: number
}

/**
 * The first delivery after a return, from the same sender, of which rows were taken and none was refused; `null` = not
 * yet.
 */
export const readAnswer = async (
  sql: Sql,
  { dataset, sender, at }: Pick<ReturnRecord, 'dataset' | 'sender' | 'at'>,
): Promise<AnsweredBy | null> => {
  const found = await sql.query(
    `select id, epoch_ms(arrived)::DOUBLE as at, accepted from batch
     where dataset = $1 and sender is not distinct from $2 and epoch_ms(arrived) > $3 and accepted > 0 and rejected = 0
     order by arrived, id limit 1`,
    [dataset, sender, at],
  )
  const row = found.records()[0]
  return row ? { batch: row['id'] as string, at: row['at'] as number, accepted: row['accepted'] as number } : null
}

export interface ShowDeps {
  zone: Pick<Zone, 'format'>
  /** What somebody is called who has left; `null` = they have not. */
  formerName: (id: string) => string | null
}

/** A return as it crosses the wire. */
export const returnInfo = (
  { id, batch, dataset, at, by, words, closed }: ReturnRecord,
  answer: AnsweredBy | null,
  { zone, formerName }: ShowDeps,
): DataReturn => {
  const nameOf = (who: By): string => formerName(who.id) ?? who.name
  return {
    id,
    batch,
    dataset,
    state: closed ? 'closed' : answer ? 'corrected' : 'returned',
    at: zone.format(at),
    by: nameOf(by),
    words,
    answer: answer && { ...answer, at: zone.format(answer.at) },
    closed: closed && { at: zone.format(closed.at), by: nameOf(closed.by), words: closed.words },
  }
}

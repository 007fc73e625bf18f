import type { DataReturn, Person } from '../contract/index.ts'
import type { Zone } from '../lib/index.ts'
import { factTable, keyTextSql, type Sql, type TableSpec } from '../store/index.ts'

/** Who did something, as kept. */
interface By {
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
 * The delivery that brought back what was returned; `null` = none yet. Counted are later deliveries of the same sender
 * of which rows were taken and none was refused. Of a batch with refused rows each of them, known by its key, has to
 * come again; of one without, any row of it. What merely came next has put nothing right.
 */
export const readAnswer = async (
  sql: Sql,
  { batch, dataset, sender, at }: Pick<ReturnRecord, 'batch' | 'dataset' | 'sender' | 'at'>,
  spec: TableSpec,
): Promise<AnsweredBy | null> => {
  const [table, key] = [factTable(spec.id), keyTextSql(spec, 'f')]
  const found = await sql.query(
    `with refused as (select distinct key from reject where batch = $1 and key is not null),
       wanted as (
         from refused union all
         select distinct ${key} from ${table} f
         where f._version = (select version from batch where id = $1) and not exists (from refused)),
       clean as (
         select id, version, epoch_ms(arrived)::DOUBLE as came, accepted from batch
         where dataset = $2 and sender is not distinct from $3 and epoch_ms(arrived) > $4 and accepted > 0 and rejected = 0),
       back as (
         select ${key} as key, min(f._version) as version from ${table} f
         where f._version in (select version from clean) and ${key} in (from wanted) group by all)
     select id, came, accepted from clean where version = (
       select case when not exists (from refused) then min(version)
                   when count(*) = (select count(*) from refused) then max(version) end from back)`,
    [batch, dataset, sender, at],
  )
  const row = found.records()[0]
  return row ? { batch: row['id'] as string, at: row['came'] as number, accepted: row['accepted'] as number } : null
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

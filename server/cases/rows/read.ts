import type { Sql, Value } from '../../store/index.ts'
import type { Case, Entry } from '../types.ts'

const parsed = <T>(values: Value[]): T[] => values.map((text) => JSON.parse(text as string) as T)

type Later = 'hands' | 'requested' | 'decided'

/**
 * Cases as they are kept; those written before extensions were asked for, decisions on them told, or hands noted, say
 * nothing of it.
 */
export const asCases = (values: Value[]): Case[] =>
  parsed<Omit<Case, Later> & Partial<Pick<Case, Later>>>(values).map((one) => ({
    ...one,
    hands: one.hands ?? [],
    requested: one.requested ?? null,
    decided: one.decided ?? null,
  }))

/** A case by its number; `null` when there is none. */
export const findCase = async (sql: Sql, id: string): Promise<Case | null> =>
  asCases((await sql.query('select record from case_state where id = $1', [id])).column('record'))[0] ?? null

const PAGE = 200

/** Cases by number, in the order asked. */
export const findCases = async (sql: Sql, ids: readonly string[]): Promise<Case[]> => {
  if (ids.length === 0) return []
  // Named one by one, a page of numbers is sought in the index; as an unnested list they are joined to a scan of all
  // records.
  const [wanted, parameters] =
    ids.length <= PAGE
      ? ([ids.map((_, index) => `$${index + 1}`).join(', '), [...ids]] as const)
      : (['select unnest($1::VARCHAR[])', [ids]] as const)
  const found = asCases(
    (await sql.query(`select record from case_state where id in (${wanted})`, parameters)).column('record'),
  )
  const byId = new Map(found.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** The number of the case a cause has opened. */
export const caseOfOrigin = async (sql: Sql, key: string): Promise<string | null> =>
  ((await sql.query('select id from case_state where origin_key = $1', [key])).column('id')[0] as string | undefined)
  ?? null

/** The numbers of the cases that causes have opened, by cause. */
export const casesOfOrigins = async (sql: Sql, keys: readonly string[]): Promise<Map<string, string>> => {
  if (keys.length === 0) return new Map()
  const found = await sql.query(
    'select origin_key, id from case_state where origin_key in (select unnest($1::VARCHAR[]))',
    [keys],
  )
  return new Map(found.records().map((row) => [row['origin_key'] as string, row['id'] as string]))
}

/** Cases merged into one. */
export const mergedInto = async (sql: Sql, id: string): Promise<Case[]> =>
  asCases((await sql.query('select record from case_state where merged_into = $1 order by id', [id])).column('record'))

/** All entries of a case, oldest first. */
export const entriesOf = async (sql: Sql, id: string): Promise<Entry[]> =>
  parsed<Entry>(
    (await sql.query('select record from case_entry where case_id = $1 order by sequence', [id])).column('record'),
  )

/** The newest words of a person on each of the cases, by case; what the system notes of a merge is none. */
export const newestWords = async (sql: Sql, ids: readonly string[]): Promise<Map<string, Entry>> => {
  if (ids.length === 0) return new Map()
  const found = await sql.query(
    `select arg_max(record, sequence) as record from case_entry where case_id in (select unnest($1::VARCHAR[])) and action in ('feedback', 'remark') and not cast(json_extract(record, '$.automatic') as boolean) group by case_id`,
    [ids],
  )
  return new Map(parsed<Entry>(found.column('record')).map((entry) => [entry.case, entry]))
}

/** The entry a message has already left. */
export const entryOfMessage = async (sql: Sql, key: string): Promise<Entry | null> =>
  parsed<Entry>((await sql.query('select record from case_entry where message_key = $1', [key])).column('record'))[0]
  ?? null

/** Entries of all cases after one, in order, at most so many. */
export const entriesAfter = async (sql: Sql, sequence: number, limit: number): Promise<Entry[]> =>
  parsed<Entry>(
    (
      await sql.query(`select record from case_entry where sequence > $1 order by sequence limit ${limit}`, [sequence])
    ).column('record'),
  )

/** How far something has been taken note of. */
export const markOf = async (sql: Sql, name: string): Promise<number | null> =>
  ((await sql.query('select max(sequence) as mark from case_mark where name = $1', [name])).column('mark')[0] as
    | number
    | null
    | undefined) ?? null

export const setMark = async (sql: Sql, name: string, sequence: number): Promise<void> => {
  await sql.query('delete from case_mark where name = $1', [name])
  await sql.query('insert into case_mark values ($1, $2::BIGINT)', [name, sequence])
}

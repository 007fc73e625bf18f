import type { Sql } from '../../store/index.ts'
import type { Episode } from '../types.ts'

/** What happens before an alert fires never was one. */
const BEFORE = `('held', 'dropped')`

/**
 * The alerts that entries after one have changed, each as it is now, and the newest of those entries; `null` = none.
 */
export const changedAfter = async (
  sql: Sql,
  mark: number,
  limit: number,
): Promise<{ last: number; came: number; episodes: Episode[] } | null> => {
  const entries = await sql.query(
    `select sequence, came, alert from alert_entry where sequence > $1 and kind not in ${BEFORE} order by sequence limit ${limit}`,
    [mark],
  )
  if (entries.rowCount === 0) return null
  const ids = [...new Set(entries.column('alert') as string[])]
  const bodies = await sql.query('select body from alert where id in (select unnest($1::VARCHAR[]))', [ids])
  const at = entries.rowCount - 1
  return {
    last: entries.column('sequence')[at] as number,
    came: entries.column('came')[at] as number,
    episodes: bodies.column('body').map((body) => JSON.parse(String(body)) as Episode),
  }
}

/** How far something has been taken note of; 0 = nothing. */
export const markOf = async (sql: Sql, name: string): Promise<number> =>
  ((await sql.query('select max(sequence) as mark from alert_fact_mark where name = $1', [name])).column('mark')[0] as
    | number
    | null) ?? 0

export const setMark = async (sql: Sql, name: string, sequence: number): Promise<void> => {
  await sql.query('delete from alert_fact_mark where name = $1', [name])
  await sql.query('insert into alert_fact_mark values ($1, $2::BIGINT)', [name, sequence])
}

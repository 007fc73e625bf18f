import type { Ledger, Sql } from '../store/index.ts'
import type { Pending, Today } from './count.ts'
import { forgetMonths, saltOf } from './salt.ts'

/**
 * The running day as it was kept; what earlier days and months left behind to tell people apart is gone when this
 * resolves.
 */
export const loadToday = (ledger: Ledger, day: string): Promise<Today> =>
  ledger.write(async (sql) => {
    await sql.query('delete from usage_mark where day <> $1', [day])
    await forgetMonths(sql, day.slice(0, 'yyyy-mm'.length))
    const salt = await saltOf(sql, day)
    const kept = await sql.query('select mark, seen_at from usage_mark')
    const seen = kept.column('seen_at')
    return {
      day,
      salt,
      marks: new Map(kept.column('mark').map((mark, index) => [mark as string, Number(seen[index])])),
    }
  })

const COUNTS = `select unnest($1::VARCHAR[]) as day, unnest($2::VARCHAR[]) as screen, unnest($3::VARCHAR[]) as subject, unnest($4::VARCHAR[]) as unit, unnest($5::VARCHAR[]) as role,
  unnest($6::VARCHAR[])::BIGINT as openings, unnest($7::VARCHAR[])::BIGINT as people, unnest($8::VARCHAR[])::BIGINT as last_at`
const MARKS = 'select unnest($2::VARCHAR[]) as mark, unnest($3::VARCHAR[])::BIGINT as seen_at'
const same = (columns: readonly string[], table: string): string =>
  columns.map((column) => `${table}.${column} = n.${column}`).join(' and ')
const KEY = ['day', 'screen', 'subject', 'unit', 'role']

const saveCounts = async (sql: Sql, { counts }: Pending): Promise<void> => {
  const all = [...counts.values()]
  if (all.length === 0) return
  const columns = [
    all.map(({ day }) => day),
    all.map(({ screen }) => screen),
    all.map(({ subject }) => subject),
    all.map(({ unit }) => unit),
    all.map(({ role }) => role),
    all.map(({ openings }) => String(openings)),
    all.map(({ people }) => String(people)),
    all.map(({ lastAt }) => String(lastAt)),
  ]
  await sql.query(
    `update usage_day set openings = usage_day.openings + n.openings, people = usage_day.people + n.people, last_at = greatest(usage_day.last_at, n.last_at) from (${COUNTS}) n where ${same(KEY, 'usage_day')}`,
    columns,
  )
  await sql.query(
    `insert into usage_day select * from (${COUNTS}) n where not exists (select 1 from usage_day d where ${same(KEY, 'd')})`,
    columns,
  )
}

/** Writes what was counted, in one transaction; marks only of the day that runs. */
export const savePending = (ledger: Ledger, pending: Pending, day: string): Promise<void> =>
  ledger.write(async (sql) => {
    await saveCounts(sql, pending)
    if (pending.marks.size === 0) return
    const columns = [day, [...pending.marks.keys()], [...pending.marks.values()].map(String)]
    await sql.query(`delete from usage_mark where day = $1 and mark in (select mark from (${MARKS}))`, columns)
    await sql.query(`insert into usage_mark select $1, mark, seen_at from (${MARKS})`, columns)
  })

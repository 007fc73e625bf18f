import type { RegionCode } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'

/** Which cases are asked for: those of a type, or of a theme where there is no type; times are local milliseconds. */
export interface BegunAsk {
  type: string | null
  theme: string
  since: number
}

/**
 * Where and when cases began that were something: neither void nor merged into another. Nothing where no case was ever
 * kept.
 */
export const begunCases = (
  ledger: Ledger,
  { type, theme, since }: BegunAsk,
): Promise<{ region: RegionCode; theme: string; at: number }[]> =>
  ledger.read(async (sql) => {
    if ((await sql.query(`select 1 from duckdb_tables() where table_name = 'case_state'`)).rowCount === 0) return []
    const found = await sql.query(
      `select region, theme, reported from case_state where state not in ('void', 'merged') and reported >= $1 and ${type === null ? 'theme' : 'type'} = $2`,
      [since, type ?? theme],
    )
    return found
      .records()
      .map((row) => ({ region: String(row['region']), theme: String(row['theme']), at: row['reported'] as number }))
  })

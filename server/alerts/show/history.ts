import type { AlertBand } from '../../catalog/index.ts'
import type { Ledger } from '../../store/index.ts'
import type { MoveKind } from '../types.ts'

/** Something that happened to an alert; `at` in local ms, `words` = who or why. */
export interface AlertMoment {
  at: number
  kind: MoveKind
  band: AlertBand
  value: number | null
  words: string
}

/** What happened to an alert, from first to last. */
export const historyOf = (ledger: Ledger, id: string): Promise<AlertMoment[]> =>
  ledger.read(async (sql) =>
    (await sql.query('select came, kind, band, value, words from alert_entry where alert = $1 order by sequence', [id]))
      .records()
      .map((row) => ({
        at: row['came'] as number,
        kind: row['kind'] as MoveKind,
        band: row['band'] as AlertBand,
        value: row['value'] as number | null,
        words: row['words'] as string,
      })),
  )

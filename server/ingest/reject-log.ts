import type { Reject } from '../contract/index.ts'
import type { Store } from '../store/index.ts'

export interface RejectPage {
  dataset: string
  total: number
  rejects: Reject[]
}

/** A page of a batch's refused rows, in order; `null` for a batch that is not known. */
export const readRejects = (store: Store, batch: string, { offset, limit }: { offset: number; limit: number }): Promise<RejectPage | null> =>
  store.read(async (sql) => {
    const found = (await sql.query('select dataset, rejected from batch where id = $1', [batch])).records()[0]
    if (!found) return null
    // Whose they are, before anybody is known to be allowed them: nothing more is read than for a batch that is not there.
    if (limit === 0) return { dataset: String(found['dataset']), total: Number(found['rejected']), rejects: [] }
    const page = await sql.query(
      `select "row", "column", value, reason from reject where batch = $1 order by "row", reason limit ${Math.trunc(limit)} offset ${Math.trunc(offset)}`,
      [batch],
    )
    return { dataset: String(found['dataset']), total: Number(found['rejected']), rejects: page.records() as unknown as Reject[] }
  })

/** A cell that a spreadsheet would run as a formula is shown as text instead. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text)

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : typeof value === 'number' ? String(value) : harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Header line of a reject file, with the mark that makes Excel read it as UTF-8. */
export const REJECTS_HEADER = '\ufeff行号,列,原值,原因\r\n'

/** Refused rows as lines of CSV, safe to open in a spreadsheet. */
export const formatRejects = (rejects: readonly Reject[]): string =>
  rejects.map(({ row, column, value, reason }) => `${[row, column, value, reason].map(cell).join(',')}\r\n`).join('')

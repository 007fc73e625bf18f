import type { AuditEntry, AuditQuery } from '../contract/index.ts'
import type { Ledger, Parameter } from '../store/index.ts'
import { entriesOf } from './table.ts'

const EXPORT_PAGE = 5_000

/** Moments as they are written in the chain; both ends are included. */
export interface Span {
  from: string | null
  to: string | null
}

/** Entries, newest first; `next` leads on to older ones. */
export interface Page {
  entries: AuditEntry[]
  next: number | null
}

const conditionsOf = (
  { who, deed, outcome, text, before }: Omit<AuditQuery, 'limit' | 'from' | 'to'>,
  { from, to }: Span,
): { sql: string; parameters: Parameter[] } => {
  const given: [condition: string, value: Parameter | null | undefined][] = [
    ['(who = ? or name = ?)', who],
    ['deed = ?', deed],
    ['outcome = ?', outcome],
    ['(contains(what, ?) or contains(why, ?))', text],
    ['moment >= ?', from],
    ['moment <= ?', to],
    ['seq < ?', before],
  ]
  const held = given.filter(([, value]) => value !== null && value !== undefined)
  return {
    sql: held.map(([condition], index) => condition.replaceAll('?', `$${index + 1}`)).join(' and ') || 'true',
    parameters: held.map(([, value]) => value as Parameter),
  }
}

/** A page of the chain, newest first. */
export const readPage = (ledger: Ledger, query: AuditQuery, span: Span): Promise<Page> =>
  ledger.read(async (sql) => {
    const { sql: condition, parameters } = conditionsOf(query, span)
    const found = entriesOf(
      await sql.query(`select * from audit where ${condition} order by seq desc limit ${query.limit + 1}`, parameters),
    )
    const entries = found.slice(0, query.limit)
    return { entries, next: found.length > query.limit ? entries.at(-1)!.seq : null }
  })

/**
 * All entries of a span, oldest first, a page at a time, so that the export of years needs no more memory than that of
 * a day.
 */
export async function* exportPages(ledger: Ledger, { from, to }: Span): AsyncGenerator<AuditEntry[]> {
  for (let after = 0; ;) {
    const bounds = [String(after), from ?? '', to ?? '~']
    const entries = await ledger.read(async (sql) =>
      entriesOf(
        await sql.query(
          `select * from audit where seq > $1::BIGINT and moment >= $2 and moment <= $3 order by seq limit ${EXPORT_PAGE}`,
          bounds,
        ),
      ),
    )
    if (entries.length === 0) return
    yield entries
    after = entries.at(-1)!.seq
  }
}

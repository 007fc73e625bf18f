import type { AuditEntry, AuditQuery } from '../contract/index.ts'
import type { Ledger, Parameter } from '../store/index.ts'
import { entriesOf } from './table.ts'

const EXPORT_PAGE = 5_000
/** So many are put into words before others have their turn. */
const SEARCH_PAGE = 5_000

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
  { who, deed, outcome, before }: Omit<AuditQuery, 'limit' | 'from' | 'to' | 'text'>,
  { from, to }: Span,
): { sql: string; parameters: Parameter[] } => {
  const given: [condition: string, value: Parameter | null | undefined][] = [
    ['(who = ? or name = ?)', who],
    ['deed = ?', deed],
    ['outcome = ?', outcome],
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

/** Says what an entry was done to, as its reader sees it. */
export type ObjectWords = (entry: AuditEntry) => string

/**
 * A page of the chain, newest first. A text is looked for in what is shown of an entry, which is made as it is read, and
 * in what is written.
 */
export const readPage = async (
  ledger: Ledger,
  query: AuditQuery,
  span: Span,
  objectOf: ObjectWords = ({ what }) => what,
): Promise<Page> => {
  const { text, limit } = query
  const step = text === undefined ? limit + 1 : SEARCH_PAGE
  const fits = (entry: AuditEntry): boolean =>
    text === undefined || [entry.what, entry.why, objectOf(entry)].some((words) => words.includes(text))
  const found: AuditEntry[] = []
  for (let { before } = query; found.length <= limit;) {
    const { sql: condition, parameters } = conditionsOf({ ...query, before }, span)
    const entries = await ledger.read(async (sql) =>
      entriesOf(await sql.query(`select * from audit where ${condition} order by seq desc limit ${step}`, parameters)),
    )
    found.push(...entries.filter(fits))
    if (entries.length < step) break
    before = entries.at(-1)!.seq
  }
  const entries = found.slice(0, limit)
  return { entries, next: found.length > limit ? entries.at(-1)!.seq : null }
}

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

import type { AuditEntry } from '../contract/index.ts'
import type { Sql, Table } from '../store/index.ts'

export const MIGRATIONS = [
  `create table audit (seq BIGINT, moment VARCHAR, who VARCHAR, name VARCHAR, address VARCHAR, deed VARCHAR, what VARCHAR, why VARCHAR,
     outcome VARCHAR, algorithm VARCHAR, previous VARCHAR, hash VARCHAR)`,
]

const COLUMNS = [
  'seq',
  'moment',
  'who',
  'name',
  'address',
  'deed',
  'what',
  'why',
  'outcome',
  'algorithm',
  'previous',
  'hash',
] as const

/** Appends entries in one statement. */
export const insertEntries = async (sql: Sql, entries: readonly AuditEntry[]): Promise<void> => {
  const lists = COLUMNS.map((column) =>
    entries.map((entry) => String(column === 'address' ? entry.from : column === 'moment' ? entry.at : entry[column])),
  )
  await sql.query(
    `insert into audit select ${COLUMNS.map((column, index) => `unnest($${index + 1}::VARCHAR[])${column === 'seq' ? '::BIGINT' : ''}`).join(', ')}`,
    lists,
  )
}

/** Entries as they are stored, whatever somebody made of them. */
export const entriesOf = (table: Table): AuditEntry[] =>
  table
    .records()
    .map(
      ({ address, moment, seq, ...record }) =>
        ({ ...record, seq: seq ?? 0, at: moment, from: address }) as unknown as AuditEntry,
    )

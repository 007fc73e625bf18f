import type { Sql } from '../database.ts'
import type { Ledger } from './ledger.ts'

/** Things of one kind in the ledger: entries are only added, the newest of a thing is its state. */
export interface Records<T extends { id: string }> {
  ready: () => Promise<void>
  put: (record: T) => Promise<void>
  /** The same as part of the caller's transaction. */
  putIn: (sql: Sql, record: T) => Promise<void>
  /** The newest of each, in the order they were last written. */
  all: () => Promise<T[]>
}

/** `table` is a name of this program's own; its columns are id, written, record. */
export const createRecords = <T extends { id: string }>(ledger: Ledger, owner: string, table: string): Records<T> => {
  let serial = 0
  const putIn: Records<T>['putIn'] = async (sql, record) =>
    void (await sql.query(`insert into ${table} values ($1, $2, $3)`, [
      record.id,
      (serial += 1),
      JSON.stringify(record),
    ]))
  return {
    ready: async () => {
      await ledger.migrate(owner, [`create table ${table} (id VARCHAR, written DOUBLE, record VARCHAR)`])
      serial = (
        await ledger.load((sql) => sql.query(`select coalesce(max(written), 0)::DOUBLE as last from ${table}`))
      ).column('last')[0] as number
    },
    putIn,
    put: (record) => ledger.write((sql) => putIn(sql, record)),
    all: async () =>
      (
        await ledger.load((sql) =>
          sql.query(
            `select record from (select *, row_number() over (partition by id order by written desc) as place from ${table}) where place = 1 order by written`,
          ),
        )
      )
        .column('record')
        .map((record) => JSON.parse(record as string) as T),
  }
}

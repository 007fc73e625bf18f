import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openDatabase, sqlOn, type Sql } from './database.ts'
import type { Store, StoreOptions } from './face.ts'
import { createGivingBack } from './give-back.ts'
import { createInbox } from './plain/index.ts'
import { createReaders } from './readers.ts'
import { ensureTable, MIGRATIONS } from './table.ts'
import { createTold } from './told.ts'
import type { CommitEvent, Maintainer } from './write/batch.ts'
import { createQueue } from './write/queue.ts'
import { createWriter } from './write/writer.ts'
import { createWidth } from './width.ts'

/** Opens the database, brings its tables up to date and starts readers and writer. */
export const createStore = async ({ readers, readLimitMs, threads, ...database }: StoreOptions): Promise<Store> => {
  const inbox = createInbox(
    database.path === ':memory:' ? mkdtempSync(join(tmpdir(), 'yiping-inbox-')) : join(dirname(database.path), 'inbox'),
  )
  const instance = await openDatabase({ ...database, threads: 1, reads: inbox.folder })
  const connection = await instance.connect()
  const sql = sqlOn(connection)
  for (const statement of MIGRATIONS) await sql.query(statement)

  const maintainers: Maintainer[] = []
  const listeners: ((event: CommitEvent) => void)[] = []
  const width = await createWidth(instance, threads)
  const givingBack = await createGivingBack(instance, database.memoryLimit)
  const writer = await createWriter(connection, { maintainers, inbox, width })
  const told = createTold(writer.version())
  const queue = createQueue(writer, ({ event }) => {
    try {
      if (event) for (const listener of listeners) listener(event)
    } finally {
      told.hear(writer.version())
    }
  })
  const pool = await createReaders(instance, { size: readers, limitMs: readLimitMs, width, told })

  const transaction = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    await sql.query('begin')
    try {
      const result = await work(sql)
      await sql.query('commit')
      await writer.reload()
      told.hear(writer.version())
      return result
    } catch (error) {
      await sql.query('rollback').catch(() => undefined)
      throw error
    }
  }

  return {
    ensure: (spec) => queue.exclusive(() => ensureTable(sql, spec)),
    write: queue.add,
    writePlain: queue.addPlain,
    read: pool.read,
    upkeep: (work) => queue.exclusive(() => width.wide(() => transaction(work))),
    checkpoint: () => queue.exclusive(async () => void (await sql.query('checkpoint'))),
    maintain: (maintainer) => void maintainers.push(maintainer),
    onCommit: (listener) => void listeners.push(listener),
    version: writer.version,
    close: async () => {
      await queue.idle()
      await pool.close()
      await givingBack.close()
      await sql.query('checkpoint').catch(() => undefined)
      connection.closeSync()
      width.close()
      instance.closeSync()
      if (database.path === ':memory:') rmSync(inbox.folder, { recursive: true, force: true })
    },
  }
}

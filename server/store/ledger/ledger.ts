import { openDatabase, sqlOn, type DatabaseOptions, type Sql } from '../database.ts'

/**
 * What people and rules have done: accounts, alerts, cases, the audit chain. Kept apart from the facts,
 * because facts can be delivered again and this cannot.
 */
export interface Ledger {
  /** Brings `owner`'s tables up to date: runs those of its steps that have not run yet, in order. Steps are only ever added at the end. */
  migrate: (owner: string, steps: readonly string[]) => Promise<void>
  /** Runs `work` alone, as one transaction; durable when it resolves. When it throws, nothing of it happened. */
  write: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  /** Reads what was last committed; `work` sees one moment throughout. */
  read: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

/** One at a time, in the order asked; a failure does not stop those behind it. */
const createTurn = () => {
  let last: Promise<unknown> = Promise.resolve()
  const take = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  return { take, idle: () => last }
}

/** The ledger on a DuckDB file of its own. Throws, in words, when another process holds the file. */
export const createLedger = async (options: DatabaseOptions): Promise<Ledger> => {
  const instance = await openDatabase(options)
  const connections = { write: await instance.connect(), read: await instance.connect() }
  const turns = { write: createTurn(), read: createTurn() }

  const transaction = <T>(kind: 'write' | 'read', work: (sql: Sql) => Promise<T>): Promise<T> =>
    turns[kind].take(async () => {
      const sql = sqlOn(connections[kind])
      await sql.query(kind === 'read' ? 'begin transaction read only' : 'begin')
      try {
        const result = await work(sql)
        await sql.query('commit')
        return result
      } catch (error) {
        await sql.query('rollback').catch(() => undefined)
        throw error
      }
    })

  const write: Ledger['write'] = (work) => transaction('write', work)
  await write((sql) => sql.query('create table if not exists migration (owner VARCHAR, step INTEGER)'))

  return {
    migrate: (owner, steps) =>
      write(async (sql) => {
        const done = (await sql.query('select count(*) as n from migration where owner = $1', [owner])).column('n')[0] as number
        for (const [index, step] of steps.entries()) {
          if (index < done) continue
          await sql.query(step)
          await sql.query('insert into migration values ($1, $2)', [owner, index])
        }
      }),
    write,
    read: (work) => transaction('read', work),
    close: async () => {
      await Promise.all([turns.write.idle(), turns.read.idle()])
      await sqlOn(connections.write).query('checkpoint').catch(() => undefined)
      connections.write.closeSync()
      connections.read.closeSync()
      instance.closeSync()
    },
  }
}

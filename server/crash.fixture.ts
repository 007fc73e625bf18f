import { createInterface } from 'node:readline'
import { createStore, type Batch, type PlainBatch, type Table, type TableSpec } from './store/index.ts'

/**
 * A process to be killed: `crash.fixture.ts <file>` opens the store, tells on stdout what it holds, then
 * writes the batches whose numbers come on stdin and tells of each when it is acknowledged.
 */
const SPEC: TableSpec = {
  id: 'crash.case',
  kind: 'record',
  key: ['id'],
  period: null,
  updated: null,
  columns: [
    { name: 'id', type: 'VARCHAR' },
    { name: 'batch', type: 'BIGINT' },
    { name: 'at', type: 'TIMESTAMP' },
  ],
}
const T0 = Date.parse('2026-01-01T00:00:00Z')

export interface Held {
  /** Rows stored of each batch, those replaced since included. */
  batches: Record<string, number>
  /** Rows that are the truth now, and how many keys they have. */
  live: number
  keys: number
  /** What the derived table, kept in the same transactions, counted. */
  derived: number
  version: number
}

/** Rows of batch `n`: new ones, and a correction of a row of an earlier batch. */
export const sizeOf = (n: number): number => 2 + ((n * 7919) % 60)

const batchOf = (n: number): Batch => ({
  id: `b${n}-${process.pid}`,
  spec: SPEC,
  key: `key-${n}`,
  source: 'test',
  arrived: T0,
  rejects: [],
  ignoredColumns: [],
  checks: [],
  dryRun: false,
  rows: Array.from({ length: sizeOf(n) }, (_, index) => ({
    row: index + 1,
    region: 'r',
    at: T0 + n * 1000,
    values: { id: index === 0 ? `${Math.max(0, n - 9)}-1` : `${n}-${index}`, batch: n, at: T0 + n * 1000 },
  })),
})

const column = { header: null, required: true, latest: null, blank: [], values: null, min: null, max: null }

/** The same of every third batch without the correction, as the store reads it from what was sent. */
const plainOf = (n: number): PlainBatch => ({
  id: `b${n}-${process.pid}`,
  spec: SPEC,
  key: `key-${n}`,
  source: 'test',
  arrived: T0,
  ignoredColumns: [],
  checks: [],
  lines: sizeOf(n),
  offset: null,
  time: 'at',
  region: null,
  header: ['id', 'batch', 'at'],
  columns: [
    { ...column, name: 'id', header: 'id', type: 'VARCHAR', kind: 'text' },
    { ...column, name: 'batch', header: 'batch', type: 'BIGINT', kind: 'integer' },
    { ...column, name: 'at', header: 'at', type: 'TIMESTAMP', kind: 'time' },
  ],
  bytes: Buffer.from(
    Array.from({ length: sizeOf(n) }, (_, index) =>
      JSON.stringify({ id: `${n}-${index}`, batch: n, at: new Date(T0 + n * 1000).toISOString().slice(0, 19) }),
    ).join('\n'),
  ),
})

const whole = (table: Table, column: string): number => (table.column(column)[0] as number | undefined) ?? 0

const open = async (path: string) => {
  const store = await createStore({ path, threads: 1, memoryLimit: '256MB', readers: 1, readLimitMs: 10_000 })
  await store.ensure(SPEC)
  store.maintain(async (sql) => {
    await sql.query(
      'create or replace table cell.crash as select count(*) as n from fact."crash.case" where _superseded is null',
    )
  })
  return store
}

const held = (store: Awaited<ReturnType<typeof open>>): Promise<Held> =>
  store.read(async (sql) => {
    const facts = await sql.query('select batch, count(*) as n from fact."crash.case" group by batch')
    const live = await sql.query(
      'select count(*) as n, count(distinct id) as keys from fact."crash.case" where _superseded is null',
    )
    const known =
      (await sql.query(`select 1 from duckdb_tables() where schema_name = 'cell' and table_name = 'crash'`)).rowCount
      > 0
    return {
      batches: Object.fromEntries(facts.records().map((row) => [String(row['batch']), row['n'] as number])),
      live: whole(live, 'n'),
      keys: whole(live, 'keys'),
      derived: known ? whole(await sql.query('select n from cell.crash'), 'n') : 0,
      version: store.version(),
    }
  })

const tell = (message: object): void => void process.stdout.write(`${JSON.stringify(message)}\n`)

if (/crash\.fixture\.[jt]s$/.test(process.argv[1] ?? '')) {
  const store = await open(process.argv[2]!)
  tell({ held: await held(store) })
  for await (const line of createInterface({ input: process.stdin })) {
    const n = Number(line)
    void (n % 3 === 0 ? store.writePlain(plainOf(n)) : store.write(batchOf(n)))
      .then((receipt) => {
        if (receipt === null) throw new Error(`batch ${n} was not taken as it was sent`)
        return receipt
      })
      .then(({ accepted, repeated, version }) => tell({ acknowledged: n, accepted, repeated, version }))
  }
}

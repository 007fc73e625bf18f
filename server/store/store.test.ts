import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { createStore, type Batch, type Store, type TableSpec } from './index.ts'

const HOUR = 3_600_000
const T0 = Date.parse('2026-01-01T00:00:00Z')

const spec = (kind: TableSpec['kind'], updated: string | null = 'updated'): TableSpec => ({
  id: `test.${kind}`,
  kind,
  key: ['id'],
  period: kind === 'snapshot' ? 'day' : null,
  updated,
  columns: [
    { name: 'id', type: 'VARCHAR' },
    { name: 'amount', type: 'DOUBLE' },
    { name: 'updated', type: 'TIMESTAMP' },
  ],
})

interface Row {
  id: string | null
  amount: number
  at: number
  updated: number | null
}

let serial = 0
const batch = (table: TableSpec, rows: Row[], extra: Partial<Batch> = {}): Batch => ({
  id: `b${++serial}`,
  spec: table,
  key: null,
  source: 'test',
  arrived: T0,
  rejects: [],
  ignoredColumns: [],
  checks: [],
  dryRun: false,
  rows: rows.map((row, index) => ({
    row: index + 1,
    values: { id: row.id, amount: row.amount, updated: row.updated },
    region: 'r',
    at: row.at,
  })),
  ...extra,
})

let store: Store
const open = async (...tables: TableSpec[]) => {
  store = await createStore({ path: ':memory:', threads: 1, memoryLimit: '512MB', readers: 1, readLimitMs: 10_000 })
  for (const table of tables) await store.ensure(table)
}
afterEach(() => store.close())

const live = (table: TableSpec, asOf?: number) =>
  store.read(async (sql) =>
    (
      await sql.query(
        `select id, amount from fact."${table.id}" where ${asOf === undefined ? '_superseded is null' : `_version <= ${asOf} and (_superseded is null or _superseded > ${asOf})`} order by all`,
      )
    ).records(),
  )

test('the later updated_at is the truth, whatever the order, the grouping and the repeats', async () => {
  const table = spec('record')
  await open(table)
  const row = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    amount: fc.integer({ min: 0, max: 99 }),
    at: fc.integer({ min: 0, max: 2000 }).map((n) => T0 + n * HOUR),
    updated: fc.option(fc.integer({ min: 0, max: 3000 }).map((n) => T0 + n * HOUR)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 8 }), async (batches) => {
      await store.upkeep((sql) => sql.query('delete from fact."test.record"'))
      const model = new Map<string, Row>()
      const states = new Map<number, unknown>()
      const receipts = await Promise.all(batches.map((rows) => store.write(batch(table, rows))))
      for (const [index, rows] of batches.entries()) {
        for (const one of rows) {
          const known = model.get(one.id)
          if (!known || (one.updated ?? one.at) >= (known.updated ?? known.at)) model.set(one.id, one)
        }
        states.set(
          receipts[index]!.version,
          [...model.values()].map(({ id, amount }) => ({ id, amount })).sort((a, b) => (a.id! < b.id! ? -1 : 1)),
        )
      }
      expect(receipts.map((receipt) => receipt.accepted)).toEqual(batches.map((rows) => rows.length))
      expect(await live(table)).toEqual([...states.values()].at(-1) ?? [])
      for (const [version, state] of states) expect(await live(table, version)).toEqual(state)
    }),
    { numRuns: 60 },
  )
})

test('a measurement already there is refused by row, and the good rows of the delivery are kept', async () => {
  const table = spec('reading')
  await open(table)
  await store.write(batch(table, [{ id: 'a', amount: 1, at: T0, updated: null }]))
  const receipt = await store.write(
    batch(table, [
      { id: 'a', amount: 2, at: T0, updated: null },
      { id: 'b', amount: 3, at: T0, updated: null },
      { id: 'b', amount: 4, at: T0 + 300 * 24 * HOUR, updated: null },
      { id: null, amount: 5, at: T0, updated: null },
    ]),
  )
  expect([receipt.accepted, receipt.rejects.map((reject) => [reject.row, reject.column])]).toEqual([
    1,
    [
      [1, 'id'],
      [3, 'id'],
      [4, 'id'],
    ],
  ])
  expect(await live(table)).toEqual([
    { id: 'a', amount: 1 },
    { id: 'b', amount: 3 },
  ])
})

test('a snapshot counts the last delivery of a period and keeps other periods', async () => {
  const table = spec('snapshot', null)
  await open(table)
  for (const [amount, at] of [
    [1, T0],
    [2, T0 + HOUR],
    [3, T0 + 24 * HOUR],
  ] as const) {
    await store.write(batch(table, [{ id: 'a', amount, at, updated: null }]))
  }
  expect(await live(table)).toEqual([
    { id: 'a', amount: 2 },
    { id: 'a', amount: 3 },
  ])
})

test('an idempotency key gets its first receipt again, also when both come at once', async () => {
  const table = spec('record')
  await open(table)
  const rows = [{ id: 'a', amount: 1, at: T0, updated: null }]
  const [first, second] = await Promise.all([
    store.write(batch(table, rows, { key: 'k' })),
    store.write(batch(table, rows, { key: 'k' })),
  ])
  expect(second).toEqual({ ...first, repeated: true })
  expect(store.version()).toBe(1)
})

test('a batch that cannot be written fails alone, a trial run leaves nothing, and rules name their words', async () => {
  const table = spec('record')
  await open(table)
  const rows = [
    { id: 'a', amount: 1, at: T0, updated: null },
    { id: 'b', amount: 9, at: T0, updated: null },
  ]
  const [good, bad, trial] = await Promise.allSettled([
    store.write(batch(table, rows, { checks: [{ sql: 'amount < 5', says: '数量过大' }] })),
    store.write(batch({ ...table, id: 'test.absent' }, rows)),
    store.write(batch(table, rows, { dryRun: true })),
  ])
  expect(good).toMatchObject({ value: { accepted: 1, rejects: [{ row: 2, reason: '数量过大' }] } })
  expect(bad.status).toBe('rejected')
  expect(trial).toMatchObject({ value: { accepted: 2, dryRun: true } })
  expect(await live(table)).toEqual([{ id: 'a', amount: 1 }])
})

test('a row that breaks a rule does not cost a good row of the same key its place', async () => {
  const table = spec('record')
  await open(table)
  const receipt = await store.write(
    batch(
      table,
      [
        { id: 'a', amount: 1, at: T0, updated: null },
        { id: 'a', amount: 9, at: T0 + HOUR, updated: null },
        { id: 'b', amount: 2, at: T0, updated: null },
      ],
      { checks: [{ sql: 'amount < 5', says: '数量过大' }] },
    ),
  )
  expect(receipt).toMatchObject({ accepted: 2, rejects: [{ row: 2 }] })
  expect(await live(table)).toEqual([
    { id: 'a', amount: 1 },
    { id: 'b', amount: 2 },
  ])
})

test('a row that breaks a rule touches nothing: neither an hour nor the beginning of its region', async () => {
  const table = spec('record')
  await open(table)
  const touched: unknown[] = []
  store.onCommit((event) => void touched.push(...event.touched.get(table.id)!))
  const checks = [{ sql: 'amount < 5', says: '数量过大' }]
  await store.write(
    batch(
      table,
      [
        { id: 'a', amount: 1, at: T0 + 2, updated: null },
        { id: 'b', amount: 9, at: T0 + 1, updated: null },
        { id: 'c', amount: 9, at: T0 + HOUR, updated: null },
      ],
      { checks },
    ),
  )
  expect(touched).toEqual([{ region: 'r', at: T0, first: T0 + 2 }])
})

test('a column that changed its type is refused with what to do', async () => {
  const table = spec('record')
  await open(table)
  await expect(store.ensure({ ...table, columns: [{ name: 'amount', type: 'VARCHAR' }] })).rejects.toThrow(
    '请用新的列名',
  )
})

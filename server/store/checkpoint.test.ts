import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createStore, type TableSpec } from './index.ts'

const table: TableSpec = {
  id: 'test.log',
  kind: 'record',
  key: ['id'],
  period: null,
  updated: null,
  columns: [{ name: 'id', type: 'VARCHAR' }],
}

test('what is in the log goes into the file between two commits, while somebody reads, and nothing is lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-checkpoint-'))
  const path = join(folder, 'facts.duckdb')
  const store = await createStore({ path, threads: 1, memoryLimit: '256MB', readers: 1, readLimitMs: 10_000 })
  try {
    await store.ensure(table)
    const write = (n: number) =>
      store.write({
        id: `b${n}`,
        spec: table,
        key: null,
        source: 'test',
        arrived: 0,
        rejects: [],
        ignoredColumns: [],
        checks: [],
        dryRun: false,
        rows: Array.from({ length: 1_000 }, (_, row) => ({
          row: row + 1,
          values: { id: `${n}-${row}` },
          region: 'r',
          at: n,
        })),
      })
    const count = (): Promise<unknown> =>
      store.read(async (sql) => (await sql.query('select count(*) as n from fact."test.log"')).column('n')[0])
    await write(0)
    const before = statSync(`${path}.wal`).size
    const [seen] = await Promise.all([
      store.read(async (sql) => {
        const many = async (): Promise<unknown> =>
          (await sql.query('select count(*) as n from fact."test.log"')).column('n')[0]
        const first = await many()
        await new Promise((resolve) => setTimeout(resolve, 200))
        return [first, await many()]
      }),
      store.checkpoint(),
      write(1),
    ])
    expect(seen).toEqual([1_000, 1_000])
    expect(await count()).toBe(2_000)
    await store.checkpoint()
    expect(statSync(`${path}.wal`, { throwIfNoEntry: false })?.size ?? 0).toBeLessThan(before / 10)
    expect(await count()).toBe(2_000)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
})

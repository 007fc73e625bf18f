import { expect, test } from 'vitest'
import { createStore, ReadTimeout } from './index.ts'

const LONG = 'select count(*) from range(100000) a, range(100000) b where a.range * b.range % 7 = 3'

test('a read that takes too long is stopped, also where the reader goes on without its answer, and the next one is served', async () => {
  const store = await createStore({ path: ':memory:', threads: 1, memoryLimit: '256MB', readers: 1, readLimitMs: 200 })
  const caught = (sql: { query: (statement: string) => Promise<unknown> }) =>
    sql.query(LONG).catch(() => 'shown as broken')
  await expect(store.read((sql) => sql.query(LONG))).rejects.toThrow(ReadTimeout)
  await expect(store.read(caught)).rejects.toThrow(ReadTimeout)
  expect(await store.read(async (sql) => (await sql.query('select 1 as one')).column('one'))).toEqual([1])
  await store.close()
})

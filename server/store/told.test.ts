import { expect, test } from 'vitest'
import { createStore, type TableSpec } from './index.ts'

const table: TableSpec = {
  id: 'test.told',
  kind: 'record',
  key: ['id'],
  period: null,
  updated: null,
  columns: [{ name: 'id', type: 'VARCHAR' }],
}

test('nobody reads facts of a version that listeners have not heard of', async () => {
  const store = await createStore({
    path: ':memory:',
    threads: 1,
    memoryLimit: '512MB',
    readers: 3,
    readLimitMs: 10_000,
  })
  await store.ensure(table)
  let heard = 0
  store.onCommit(({ version }) => void (heard = version))
  let writing = true
  const early: string[] = []
  const look = async (): Promise<void> => {
    while (writing)
      await store.read(({ version }) =>
        Promise.resolve(version > heard && early.push(`read ${version}, heard ${heard}`)),
      )
  }
  const looking = [look(), look(), look()]
  for (let n = 0; n < 300; n += 1) {
    await store.write({
      id: `b${n}`,
      spec: table,
      key: null,
      source: 'test',
      arrived: 0,
      rejects: [],
      ignoredColumns: [],
      checks: [],
      dryRun: false,
      rows: [{ row: 1, values: { id: `i${n}` }, region: 'r', at: n }],
    })
  }
  writing = false
  await Promise.all(looking)
  expect(early).toEqual([])
  await store.close()
})

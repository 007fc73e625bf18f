import { expect, test } from 'vitest'
import { createStore, factTable, keyText, keyTextSql, type TableSpec } from '../index.ts'

const AT = Date.parse('2026-11-21T09:30:15.250Z')
const VALUES = {
  text: '钱江 1#',
  time: AT,
  day: Date.parse('2026-11-21T00:00:00Z'),
  count: -42,
  whole: 3,
  part: 0.25,
  yes: true,
}
const spec: TableSpec = {
  id: 't.all',
  kind: 'snapshot',
  key: Object.keys(VALUES),
  period: 'month',
  updated: null,
  columns: [
    { name: 'text', type: 'VARCHAR' },
    { name: 'time', type: 'TIMESTAMP' },
    { name: 'day', type: 'DATE' },
    { name: 'count', type: 'BIGINT' },
    { name: 'whole', type: 'DOUBLE' },
    { name: 'part', type: 'DOUBLE' },
    { name: 'yes', type: 'BOOLEAN' },
  ],
}

test('a row that is kept has the same key as text as the one that came in, whatever its columns are', async () => {
  const store = await createStore({
    path: ':memory:',
    threads: 1,
    memoryLimit: '100MB',
    readers: 1,
    readLimitMs: 5_000,
  })
  try {
    await store.ensure(spec)
    await store.write({
      id: 'b',
      spec,
      key: null,
      source: 'test',
      arrived: AT,
      rows: [{ row: 1, values: VALUES, region: null, at: AT }],
      rejects: [],
      ignoredColumns: [],
      checks: [],
      dryRun: false,
    })
    const kept = await store.read((sql) =>
      sql.query(`select ${keyTextSql(spec, 'f')} as key from ${factTable(spec.id)} f`),
    )
    expect(kept.column('key')).toEqual([keyText(spec, { values: VALUES, at: AT })])
  } finally {
    await store.close()
  }
})

test('without a part of it, or a key at all, there is none', () => {
  expect(keyText(spec, { values: { ...VALUES, part: null }, at: AT })).toBeNull()
  expect(keyText(spec, { values: VALUES, at: undefined })).toBeNull()
  expect(keyText({ ...spec, key: [], period: null }, { values: VALUES, at: AT })).toBeNull()
})

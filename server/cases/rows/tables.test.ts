import { afterEach, beforeEach, expect, test } from 'vitest'
import { maskText } from '../../catalog/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { CASE_TABLES } from './tables.ts'

let ledger: Ledger
beforeEach(async () => void (ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })))
afterEach(() => ledger.close())

test('what was kept in clear to be searched in is masked at the next start, as all that is told', async () => {
  const before = CASE_TABLES.indexOf('alter table case_state add column requested BOOLEAN') + 1
  await ledger.migrate('cases', CASE_TABLES.slice(0, before))
  const words = [
    '330109-20261119-00001 路面破损 航坞路9号',
    '住户来电13812345678反映漏水',
    '两人:13812345678,13987654321,138 1234 5678 139-8765-4321',
    '身份证330109199001011234 33010919900101123x，电话13700001111。',
    '单号123456789012345678901 尾号5678 113812345678',
  ]
  for (const [number, text] of words.entries())
    await ledger.write((sql) => sql.query('insert into case_state (id, words) values ($1, $2)', [`c${number}`, text]))
  await ledger.migrate('cases', CASE_TABLES)
  const kept = await ledger.read(async (sql) =>
    (await sql.query('select words from case_state order by id')).column('words'),
  )
  expect(kept).toEqual(words.map((text) => maskText(text).toLowerCase()))
})

test('of cases kept earlier it is noted how urgent they are', async () => {
  await ledger.migrate('cases', CASE_TABLES.slice(0, -2))
  for (const urgency of ['critical', 'normal'])
    await ledger.write((sql) =>
      sql.query('insert into case_state (id, record) values ($1, $2)', [urgency, JSON.stringify({ urgency })]),
    )
  await ledger.migrate('cases', CASE_TABLES)
  const kept = await ledger.read(async (sql) =>
    (await sql.query('select id from case_state where critical')).column('id'),
  )
  expect(kept).toEqual(['critical'])
})

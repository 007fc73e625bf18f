import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLedger, type Ledger, type Sql } from '../../store/index.ts'
import { createArchive, type IssueRecord } from './create.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
})
afterEach(() => ledger.close())

const issue = (region: string, number: number, more: Partial<IssueRecord> = {}): IssueRecord => ({
  id: `${region}-${number}`,
  template: 'weekly',
  title: '周报',
  region,
  grain: 'week',
  bucket: 0,
  themes: ['t'],
  version: 1,
  asOf: '2026-11-20T00:00:00+08:00',
  definitions: 'r',
  made: `2026-11-${region === 'own' ? '01' : '20'}T00:00:00Z`,
  name: '周思远',
  post: '分析员',
  plan: null,
  ...more,
})
const document = { blocks: [] } as never
/** What a reader of one theme in one place reaches. */
const places = (place: string, theme = 't', opens = ''): [string[], string[], string[]] => [[place], [theme], [opens]]

test('an issue one may open is found however many newer ones one may not, and none of those is read', async () => {
  let rows = 0
  const counted = (sql: Sql): Sql => ({
    query: async (...asked) => {
      const table = await sql.query(...asked)
      rows += table.rowCount
      return table
    },
  })
  const archive = createArchive({ ...ledger, read: (work) => ledger.read((sql) => work(counted(sql))) })
  await archive.ready()
  for (const one of [
    issue('own', 1),
    issue('own', 2),
    issue('own', 3, { themes: ['t', 'u'] }),
    issue('own', 4, { counted: ['t'] }),
  ])
    await archive.add({ record: one, document })
  await ledger.write((sql) =>
    sql.query(
      `insert into report_issue select 'other-' || i, '2026-11-20', '{}', null, null, 'other', ['t'], [] from range(20000) t(i)`,
    ),
  )
  expect((await archive.list(200, places('own'))).map(({ id }) => id)).toEqual(['own-1', 'own-2'])
  expect((await archive.list(200, places('own', 't', 'rows'))).map(({ id }) => id)).toEqual(['own-1', 'own-2', 'own-4'])
  expect((await archive.list(200, places('own', '*'))).map(({ id }) => id)).toEqual(['own-1', 'own-2', 'own-3'])
  expect(await archive.list(1, places('own'))).toHaveLength(1)
  expect(rows).toBe(9)
  expect(await archive.list(200, places('other'))).toHaveLength(200)
})

test('issues of before place and themes were kept apart are found by them', async () => {
  await createArchive({ ...ledger, migrate: (owner, steps) => ledger.migrate(owner, steps.slice(0, 3)) }).ready()
  const old = (record: IssueRecord): Promise<unknown> =>
    ledger.write((sql) =>
      sql.query('insert into report_issue values ($1, $2, $3, null, null)', [
        record.id,
        record.made,
        JSON.stringify(record),
      ]),
    )
  await old(issue('own', 1))
  await old(issue('own', 2, { themes: ['t', 'u'], counted: ['u'] }))
  const archive = createArchive(ledger)
  await archive.ready()
  expect((await archive.list(9, places('own'))).map(({ id }) => id)).toEqual(['own-1'])
  expect((await archive.list(9, places('own', '*'))).map(({ id }) => id)).toEqual(['own-1'])
  expect((await archive.list(9, places('own', '*', 'rows'))).map(({ id }) => id)).toEqual(['own-1', 'own-2'])
})

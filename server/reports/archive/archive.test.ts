import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLedger, type Ledger } from '../../store/index.ts'
import { createArchive, type IssueRecord } from './create.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
})
afterEach(() => ledger.close())

const issue = (region: string, number: number): IssueRecord => ({
  id: `${region}-${number}`, template: 'weekly', title: '周报', region, grain: 'week', bucket: 0, themes: ['t'], version: 1, asOf: '2026-11-20T00:00:00+08:00',
  definitions: 'r', made: `2026-11-${region === 'own' ? '01' : '20'}T00:00:00Z`, name: '周思远', post: '分析员', plan: null,
})

test('an issue one may open is found however many newer ones one may not, so that its place tells nothing of them', async () => {
  const archive = createArchive(ledger)
  await archive.ready()
  const document = { blocks: [] } as never
  await archive.add({ record: issue('own', 1), document })
  await archive.add({ record: issue('own', 2), document })
  await ledger.write(async (sql) => {
    for (let number = 0; number < 2_005; number += 1) await sql.query('insert into report_issue values ($1, $2, $3, null, null)', [`other-${number}`, issue('other', number).made, JSON.stringify(issue('other', number))])
  })
  const own = ({ region }: IssueRecord): boolean => region === 'own'
  expect((await archive.list(200, own)).map(({ id }) => id)).toEqual(['own-1', 'own-2'])
  expect(await archive.list(1, own)).toHaveLength(1)
  expect((await archive.list(200, (one) => !own(one))).length).toBe(200)
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLedger, type Ledger } from '../../store/index.ts'
import type { Episode } from '../types.ts'
import { loadResolved, loadSilences } from './load.ts'
import { ALERT_TABLES } from './tables.ts'

let ledger: Ledger
beforeEach(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '200MB' })
  await ledger.migrate('alerts', [...ALERT_TABLES])
})
afterEach(() => ledger.close())

test('an alert that is over is found however many newer ones lie elsewhere, so that its absence tells nothing of them', async () => {
  await ledger.write(async (sql) => {
    await sql.query(`insert into alert select 'own-' || i, 'r', 'own', 'resolved', i, '{"id":"own-' || i || '","region":"own"}' from range(3) t(i)`)
    await sql.query(`insert into alert select 'other-' || i, 'r', 'other', 'resolved', 100 + i, '{"id":"other-' || i || '","region":"other"}' from range(10100) t(i)`)
  })
  const own = ({ region }: Episode): boolean => region === 'own'
  expect((await loadResolved(ledger, { limit: 200, among: own })).map(({ id }) => id)).toEqual(['own-2', 'own-1', 'own-0'])
  expect((await loadResolved(ledger, { limit: 2, among: own })).map(({ id }) => id)).toEqual(['own-2', 'own-1'])
  expect(await loadResolved(ledger, { limit: 200, among: (one) => !own(one) })).toHaveLength(200)
})

test('silences of one moment stand in one order, whatever is planned elsewhere', async () => {
  const plan = (region: string, from: number, until: number) =>
    ledger.write((sql) => sql.query(`insert into alert_silence select region || '-' || (i * 7919) % 10007, null, region, 5, 9, 'a', 'b', '检修', null from range(${from}, ${until}) t(i), (select '${region}' as region)`))
  const order = async (): Promise<string[]> => (await loadSilences(ledger)).filter(({ region }) => region === 'own').map(({ id }) => id)
  await plan('own', 0, 60)
  const before = await order()
  for (let more = 0; more < 5; more += 1) {
    await plan('other', more * 40, more * 40 + 40)
    expect(await order()).toEqual(before)
  }
})

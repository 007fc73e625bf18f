import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { Indicators } from '../../indicators/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE } from '../../indicators/testing/city.ts'
import { readPinned, type Pin } from './pages.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))
const NOW = local('2025-03-10 12:00')
const row = (id: string) => ({
  id,
  at: '2025-03-03 08:00:00',
  updated_at: '2025-03-03 08:00:00',
  region: 'v11',
  kind: 'a',
  person: null,
  amount: 1,
  closed_at: null,
})

test('pages of one export agree while rows come in, and once the data have moved on the newest is not computed for nothing', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const asked: (number | null)[] = []
  const read: Indicators['read'] = (query, scope) => {
    asked.push(query.asOf ?? null)
    return city.indicators.read(query, scope)
  }
  const query = {
    indicator: 't.count',
    regions: ['d'],
    grain: 'month' as const,
    first: local('2025-03-01'),
    last: local('2025-03-01'),
  }
  await city.deliver('t.case', [row('1')])
  const { version, asOf } = await city.indicators.read(query, WHOLE)
  const pin: Pin = { version, asOf, at: NOW }
  const page = async () => (await readPinned({ ...city.indicators, read }, query, WHOLE, pin)).map(({ value }) => value)
  expect([await page(), asked.splice(0)]).toEqual([[1], [null]])
  await city.deliver('t.case', [row('2')])
  expect([await page(), asked.splice(0)]).toEqual([[1], [null, version]])
  expect([await page(), asked.splice(0)]).toEqual([[1], [version]])
  await city.close()
})

import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { createIngest } from '../ingest/index.ts'
import { createClock } from '../lib/index.ts'
import { createStore } from '../store/index.ts'
import { createIndicators } from './index.ts'
import { loadDefinitions, local, smallTree, WHOLE, ZONE } from './testing/city.ts'

const folder = mkdtempSync(join(tmpdir(), 'yiping-redefined-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const INDEX_THREE_TO_ONE = 't.ratio: { weight: 3,'
const INDEX_EVEN = 't.ratio: { weight: 1,'
const RATIO_CLOSED = 'ratio: { of: { count: closed_at is not null }'
const RATIO_LARGE = 'ratio: { of: { count: amount > 5 }'

/** The shipped test definitions with one text put in the place of another, as an editor would. */
const definitions = (...changes: [from: string, to: string][]) => {
  const metrics = mkdtempSync(join(folder, 'metrics-'))
  cpSync(fileURLToPath(new URL('testing/metrics', import.meta.url)), metrics, { recursive: true })
  for (const name of readdirSync(metrics)) {
    const path = join(metrics, name)
    writeFileSync(
      path,
      changes.reduce((text, [from, to]) => text.replace(from, to), readFileSync(path, 'utf8')),
    )
  }
  return loadDefinitions(metrics)
}

const ROWS = [
  {
    id: 'a',
    at: '2025-09-03 09:00:00',
    updated_at: '2025-09-03 09:00:00',
    region: 'v11',
    kind: 'a',
    amount: 10,
    closed_at: '2025-09-04 09:00:00',
  },
  { id: 'b', at: '2025-09-05 09:00:00', updated_at: '2025-09-05 09:00:00', region: 'v11', kind: 'a', amount: 30 },
  {
    id: 'c',
    at: '2025-10-05 09:00:00',
    updated_at: '2025-10-05 09:00:00',
    region: 'v11',
    kind: 'a',
    amount: 50,
    closed_at: '2025-10-06 09:00:00',
  },
]

test('a changed formula of an index, and of what it is made of, is in force for all of its history, at every level and after a restart', async () => {
  let catalog = await definitions()
  const clock = createClock(ZONE, () => ZONE.toInstant(local('2025-10-20 12:00')))
  const regions = smallTree()
  const open = async () => {
    const store = await createStore({
      path: join(folder, 'facts.duckdb'),
      threads: 1,
      memoryLimit: '300MB',
      readers: 1,
      readLimitMs: 20_000,
    })
    const ingest = createIngest({ store, catalog: () => catalog, regions, clock })
    await ingest.ensure()
    const indicators = createIndicators({ store, catalog: () => catalog, regions, clock, smallCount: 0 })
    await indicators.refresh()
    const history = async (region: string) =>
      (
        await indicators.read(
          {
            indicator: 't.index',
            regions: [region],
            grain: 'month',
            first: local('2025-09-01'),
            last: local('2025-10-01'),
          },
          WHOLE,
        )
      ).cells.map(({ value }) => value)
    return { store, ingest, indicators, history }
  }
  let city = await open()
  const answer = await city.ingest.submit({
    dataset: 't.case',
    source: 'test',
    stream: Readable.from([Buffer.from(JSON.stringify(ROWS))]),
    contentType: 'application/json',
  })
  expect('receipt' in answer && answer.receipt.accepted).toBe(3)

  // September: half closed → 50; mean 20 → 60. October: all closed → 100; mean 50 → 0.
  expect([await city.history('v11'), await city.history('d')]).toEqual([
    [52.5, 75],
    [52.5, 75],
  ])
  catalog = await definitions([INDEX_THREE_TO_ONE, INDEX_EVEN])
  await city.indicators.refresh()
  expect([await city.history('v11'), await city.history('d')]).toEqual([
    [55, 50],
    [55, 50],
  ])

  // What is stored is counted anew: all amounts are above 5, so the ratio is 100 in both months.
  catalog = await definitions([INDEX_THREE_TO_ONE, INDEX_EVEN], [RATIO_CLOSED, RATIO_LARGE])
  await city.indicators.refresh()
  expect([await city.history('v11'), await city.history('d')]).toEqual([
    [80, 50],
    [80, 50],
  ])

  await city.store.close()
  catalog = await definitions([INDEX_THREE_TO_ONE, INDEX_EVEN])
  city = await open()
  expect([await city.history('v11'), await city.history('d')]).toEqual([
    [55, 50],
    [55, 50],
  ])
  await city.store.close()
})

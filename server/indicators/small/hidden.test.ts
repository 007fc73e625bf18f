import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import type { Grain, Scope } from '../../contract/index.ts'
import { createCity, loadDefinitions, local, node, smallTree, type City } from '../testing/city.ts'

/** Ways of working out a small number that chance seldom tries, each by the rows that open it. */
const catalog = await loadDefinitions(fileURLToPath(new URL('./metrics', import.meta.url)))
const LEADER: Scope = { reaches: [{ roots: ['d'], themes: 'all', class: 'internal', rows: false }] }
const NOW = local('2026-12-15T12:00:00+08:00')

let city: City
afterEach(() => city.close())

/** So many calls of each place and day, all of them closed or all open. */
const cityOf = async (calls: readonly [region: string, day: string, count: number][], open = false): Promise<void> => {
  const tree = smallTree([
    node('d', null, 'district'),
    ...['t1', 't2', 't3', 't4', 't5'].map((code) => node(code, 'd', 'town')),
    ...['v11', 'v12', 'v13'].map((code) => node(code, 't1', 'village')),
  ])
  city = await createCity(catalog, tree, () => NOW)
  const rows = calls.flatMap(([region, day, count]) =>
    Array.from({ length: count }, (_, at) => ({
      id: `${region} ${day} ${at}`,
      at: `${day} 08:00:00`,
      region,
      kind: 'b',
      done_at: open ? null : `${day} 09:00:00`,
    })),
  )
  await city.deliver('p.call', rows)
}
const hidden = async (regions: string[], grain: Grain, day: string, indicator = 'p.all'): Promise<string[]> =>
  (
    await city.indicators.read({ indicator, regions, grain, first: local(day), last: local(day) }, LEADER)
  ).cells.flatMap(({ region, suppressed }) => (suppressed ? [region] : []))
const VILLAGES = ['v11', 'v12', 'v13']

test('what lies at a place itself is its number less those of all its children, so one of them is hidden with it', async () => {
  await cityOf([
    ['t1', '2026-11-02', 2],
    ...VILLAGES.map((code): [string, string, number] => [code, '2026-11-02', 40]),
    ['t2', '2026-11-02', 90],
  ])
  expect(await hidden(VILLAGES, 'year', '2026-01-01')).toHaveLength(1)
  expect(await hidden(VILLAGES, 'month', '2026-11-01')).toHaveLength(1)
  expect(await hidden(VILLAGES, 'day', '2026-11-02')).toHaveLength(1)
})

test('the same of what stands open', async () => {
  await cityOf(
    [['t1', '2026-11-02', 2], ...VILLAGES.map((code): [string, string, number] => [code, '2026-11-02', 40])],
    true,
  )
  expect(await hidden(VILLAGES, 'day', '2026-11-03', 'p.open')).toHaveLength(1)
})

test('whoever is hidden in a month is so on each of its days, or the days added up would tell the month', async () => {
  await cityOf([
    // Small over the whole month, and enough only with a third: t2 is hidden with them.
    ['t1', '2026-11-02', 2],
    ['t5', '2026-11-02', 3],
    ['t2', '2026-11-02', 30],
    // Small on one day alone: on the days enough for both to hide behind, so that none of them asks for t2.
    ['t3', '2026-11-02', 3],
    ['t3', '2026-11-03', 60],
    ['t4', '2026-11-02', 90],
    ['t4', '2026-11-03', 90],
  ])
  const towns = ['t1', 't2', 't3', 't4', 't5']
  const month = await hidden(towns, 'month', '2026-11-01')
  expect(month).toEqual(['t1', 't2', 't5'])
  for (const day of ['2026-11-02', '2026-11-03'])
    expect(await hidden(towns, 'day', day)).toEqual(expect.arrayContaining(month))
})

test('a total to date is compared with that of last year only where that one may be told too', async () => {
  await cityOf([
    ['t1', '2025-03-02', 3],
    ['t2', '2025-03-02', 80],
    ['t3', '2025-03-02', 80],
    ...['t1', 't2', 't3'].map((code): [string, string, number] => [code, '2026-03-02', 60]),
  ])
  const toDate = await city.indicators.reading(LEADER, (reading) =>
    reading.toDate({
      indicator: 'p.all',
      regions: ['t1', 't3'],
      grain: 'month',
      first: local('2026-03-01'),
      last: local('2026-03-01'),
    }),
  )
  const march = local('2026-03-01')
  expect(toDate!('t1', march)).toMatchObject({ value: 60, yoy: { value: null, difference: null, ratio: null } })
  expect(toDate!('t3', march)).toMatchObject({ value: 60, yoy: { value: 80 } })
})

test('what an explanation would tell of children, deliveries and rows is left out', async () => {
  await cityOf([
    ['v11', '2026-11-02', 40],
    ['t2', '2026-11-02', 40],
  ])
  const ask = { indicator: 'p.all', region: 't1', grain: 'day' as const, bucket: local('2026-11-02') }
  const rows: Scope = { reaches: [{ ...LEADER.reaches[0]!, rows: true }] }
  expect((await city.indicators.explain(ask, rows)).children.reported).not.toEqual([])
  const { children, sources } = await city.indicators.explain(ask, LEADER)
  expect(children).toEqual({ reported: [], silent: [] })
  expect(sources).toMatchObject([{ accepted: 0, rejected: null, batches: [] }])
})

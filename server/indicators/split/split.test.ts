import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketsBetween, endOf } from '../../lib/index.ts'
import { Refused } from '../query.ts'
import { createCity, loadDefinitions, local, only, smallTree, WHOLE, type City } from '../testing/city.ts'
import { createOracle, ORACLE_GRAINS, ORACLE_INDICATORS } from '../testing/oracle.ts'
import { asDelivered, deliveries, truthOf } from '../testing/truth.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../testing/metrics', import.meta.url)))
const NOW = local('2026-06-01')
const REGIONS = ['d', 't1', 't2', 'z1', 'v11', 'v12', 'v21']
const UNDER: Record<string, string[]> = {
  d: REGIONS,
  t1: ['t1', 'v11', 'v12'],
  t2: ['t2', 'v21'],
  z1: ['z1'],
  v11: ['v11'],
  v12: ['v12'],
  v21: ['v21'],
}
const plain = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
const [FIRST, LAST] = [local('2024-12-20'), local('2025-04-20')]
/** Of rows that are there but not of this member, these count zero. */
const COUNTS = ['t.count', 't.sum', 't.distinct', 't.active']
const SPLIT = ORACLE_INDICATORS.filter((id) => catalog.indicators.get(id)!.datasets.includes('t.case'))

test('split by a category, a number is its definition evaluated on the rows of that category', async () => {
  const oracle = await createOracle((grain) =>
    bucketsBetween(grain, FIRST, LAST).flatMap((start) =>
      REGIONS.flatMap((region) =>
        UNDER[region]!.map((leaf) => ({ region, start: plain(start), end: plain(endOf(grain, start)), leaf })),
      ),
    ),
  )
  const check = async (city: City, indicator: string, kind: string): Promise<void> => {
    const grain = ORACLE_GRAINS[indicator]!.at(-1)!
    const expected = await oracle.ask(indicator, grain)
    const split = await city.indicators.reading(WHOLE, ({ split }) =>
      split({ indicator, regions: REGIONS, grain, first: FIRST, last: LAST, by: ['kind'] }),
    )
    for (const bucket of bucketsBetween(grain, FIRST, LAST)) {
      for (const region of REGIONS) {
        const wanted = expected.get(`${region} ${plain(bucket)}`) ?? null
        const { value } = split.at(region, bucket, [kind])
        const what = `${indicator} ${grain} ${region} ${plain(bucket)} ${kind}`
        if (wanted !== null && value !== null) expect(value, what).toBeCloseTo(wanted, 9)
        else if (!(wanted === null && value === 0 && COUNTS.includes(indicator))) expect(value, what).toBe(wanted)
      }
    }
  }
  await fc.assert(
    fc.asyncProperty(deliveries, async (all) => {
      const city = await createCity(catalog, smallTree(), () => NOW)
      try {
        for (const delivery of all) await city.deliver(delivery.dataset, asDelivered(delivery))
        const truth = truthOf(all)
        for (const kind of ['a', 'b']) {
          await oracle.tell({ cases: truth.cases.filter((row) => row.kind === kind), readings: [] })
          for (const indicator of SPLIT) await check(city, indicator, kind)
        }
      } finally {
        await city.close()
      }
    }),
    { numRuns: 12 },
  )
  oracle.close()
}, 120_000)

test('a category the rows do not have is refused with those they have', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const split = city.indicators.reading(WHOLE, ({ split }) =>
    split({ indicator: 't.latest', regions: ['d'], grain: 'day', first: LAST, last: LAST, by: ['kind'] }),
  )
  await expect(split).rejects.toThrow(Refused)
  await city.close()
})

test('a category known to the registry splits the rows of the things registered there', async () => {
  const shipped = only(await loadDefinitions(), ['economy.output', 'economy.tax_per_mu'])
  const city = await createCity(shipped, smallTree(), () => NOW)
  const firm = (id: string, industry: string) => ({
    firm: id,
    name: id,
    industry,
    region_code: 'v11',
    mu: 10,
    contract_kw: 1,
    listed_at: '2020-01-01 00:00:00',
  })
  await city.deliver('economy.firm', [firm('f1', '化纤纺织'), firm('f2', '电子信息'), firm('f3', '电子信息')])
  const month = (id: string, region: string, output: number) => ({
    month: '2026-04-01',
    firm: id,
    region_code: region,
    output,
    tax: output / 10,
    mu: 10,
    staff: 5,
    energy_tce: 1,
  })
  await city.deliver('economy.firm_month', [
    month('f1', 'v11', 100),
    month('f2', 'v12', 30),
    month('f3', 'v21', 7),
    month('unregistered', 'v21', 2),
  ])
  const at = local('2026-04-01')
  const split = await city.indicators.reading(WHOLE, (reading) =>
    reading.split({
      indicator: 'economy.output',
      regions: ['d', 't1', 't2'],
      grain: 'month',
      first: at,
      last: at,
      by: ['industry'],
    }),
  )
  const rows = await city.store.read(async (sql) =>
    (
      await sql.query(`
    select coalesce(f.industry, '') as industry, (sum(m.output) / 10000)::DOUBLE as output from fact."economy.firm_month" m
    left join fact."economy.firm" f on f.firm = m.firm group by 1 order by 1`)
    ).records(),
  )
  expect(rows.map(({ industry }) => split.at('d', at, [String(industry)]).value)).toEqual(
    rows.map(({ output }) => output),
  )
  expect([
    split.at('t1', at, ['电子信息']).value,
    split.at('t2', at, ['电子信息']).value,
    split.at('t2', at, ['']).value,
    split.at('t1', at, ['食品饮料']).value,
  ]).toEqual([0.003, 0.0007, 0.0002, 0])
  await city.close()
})

test('from the start of the year: sums add up, rates divide last, the year before stops at the same date', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const row = (id: string, at: string, amount: number, closed: boolean) => ({
    id,
    at: `${at} 08:00:00`,
    updated_at: `${at} 08:00:00`,
    region: 'v11',
    kind: 'a',
    person: null,
    amount,
    closed_at: closed ? `${at} 09:00:00` : null,
  })
  await city.deliver('t.case', [
    row('1', '2024-01-05', 5, true),
    row('2', '2024-03-02', 9, true),
    row('3', '2025-01-07', 10, true),
    row('4', '2025-01-08', 2, false),
    row('5', '2025-02-20', 1, false),
  ])
  const read = (indicator: string, month: string) =>
    city.indicators.reading(WHOLE, async ({ toDate }) =>
      (await toDate({ indicator, regions: ['d'], grain: 'month', first: local(month), last: local(month) }))?.(
        'd',
        local(month),
      ),
    )
  expect(await read('t.sum', '2025-02-01')).toMatchObject({ value: 13, yoy: { value: 5, difference: 8 } })
  expect(await read('t.sum', '2025-03-01')).toMatchObject({ value: 13, yoy: { value: 14 } })
  expect((await read('t.ratio', '2025-02-01'))?.value).toBeCloseTo(100 / 3, 9)
  expect(await read('t.active', '2025-02-01')).toBeUndefined()
  await city.close()
})

import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pivotSchema, type PivotRequest } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE, type City } from '../../indicators/testing/city.ts'
import { asDelivered, deliveries } from '../../indicators/testing/truth.ts'
import { createLedger } from '../../store/index.ts'
import { createAnalysis, type Analysis } from '../index.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))
const NOW = local('2025-03-10 12:00')
const SPAN = { grain: 'month' as const, from: '2025-01-01', to: '2025-04-30' }

const open = async (): Promise<{ city: City; analysis: Analysis }> => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '50MB' })
  return {
    city,
    analysis: await createAnalysis({
      indicators: city.indicators,
      catalog: () => catalog,
      regions: smallTree(),
      clock: city.clock,
      ledger,
    }),
  }
}
const ask = (request: Partial<PivotRequest>): PivotRequest =>
  pivotSchema.parse({ indicators: ['t.count'], ...SPAN, rows: 'region', columns: 'time', level: 'village', ...request })

const INDICATORS = [
  't.count',
  't.ratio',
  't.average',
  't.distinct',
  't.quantile',
  't.latest',
  't.active',
  't.formula',
  't.index',
]
const axes = fc.constantFrom<[PivotRequest['rows'], PivotRequest['columns']]>(
  ['region', 'time'],
  ['time', 'region'],
  ['indicator', 'region'],
  ['time', 'indicator'],
  ['indicator', 'time'],
  ['region', 'indicator'],
)

test('whichever axes cross, a cell is what indicators.read says, to the last digit', async () => {
  await fc.assert(
    fc.asyncProperty(
      deliveries,
      axes,
      fc.subarray(INDICATORS, { minLength: 1 }),
      fc.constantFrom('town', 'village', undefined),
      async (all, [rows, columns], indicators, level) => {
        const { city, analysis } = await open()
        try {
          for (const delivery of all) await city.deliver(delivery.dataset, asDelivered(delivery))
          const answer = await analysis.pivot(
            ask({ indicators, rows, columns, level, measures: ['value', 'lastYear', 'pop', 'coverage', 'target'] }),
            WHOLE,
          )
          for (const [r, row] of answer.rows.heads.entries()) {
            for (const [c, column] of answer.columns.heads.entries()) {
              const on = (axis: string): string | undefined =>
                rows === axis ? row.key : columns === axis ? column.key : undefined
              const bucket = local((on('time') ?? answer.pin.bucket).slice(0, 10))
              const { cells } = await city.indicators.read(
                {
                  indicator: on('indicator') ?? answer.pin.indicator,
                  regions: [on('region') ?? answer.pin.region],
                  grain: 'month',
                  first: bucket,
                  last: bucket,
                  compare: ['yoy', 'pop'],
                },
                WHOLE,
              )
              const [value, lastYear, pop, coverage, target] = answer.cells[r]![c]!.values
              const [cell] = cells
              expect(value).toBe(cell!.value)
              expect(lastYear).toBe(cell!.compare!.yoy!.value)
              expect(target).toBe(cell!.target)
              const change = cell!.compare!.pop!
              // 't.ratio' carries no unit of a share, so all move in percent.
              expect(pop).toBe(change.ratio === null ? null : change.ratio * 100)
              expect(coverage).toBe(cell!.coverage && (cell!.coverage.reported / cell!.coverage.expected) * 100)
            }
          }
        } finally {
          await city.close()
        }
      },
    ),
    { numRuns: 10 },
  )
}, 120_000)

const row = (id: string, at: string, region: string, kind: string | null, amount = 1) => ({
  id,
  at: `${at} 08:00:00`,
  updated_at: `${at} 08:00:00`,
  region,
  kind,
  person: null,
  amount,
  closed_at: null,
})

test('the rows of a category add up to all of them, and what nobody wrote down is shown as such', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [
    row('1', '2025-01-03', 'v11', 'a', 5),
    row('2', '2025-01-04', 'v12', 'b', 7),
    row('3', '2025-02-04', 'v21', null, 2),
    row('4', '2025-02-05', 'v21', 'a', 4),
  ])
  const answer = await analysis.pivot(
    ask({ indicators: ['t.average'], rows: 'by:kind', columns: 'time', level: undefined, measures: ['value', 'pop'] }),
    WHOLE,
  )
  expect(answer.rows.heads.map(({ title }) => title)).toEqual(['合计', 'a', 'b', '未填'])
  expect(answer.cells.map((cells) => cells.slice(0, 2).map(({ values }) => values[0]))).toEqual([
    [6, 3],
    [5, 4],
    [7, null],
    [null, 2],
  ])
  const towns = await analysis.pivot(
    ask({ indicators: ['t.count'], rows: 'region', columns: 'by:kind', level: 'town', pin: { bucket: '2025-01-01' } }),
    WHOLE,
  )
  expect(towns.columns.heads.map(({ title }) => title)).toEqual(['合计', 'a', 'b'])
  expect(towns.cells.map((cells) => cells.map(({ values }) => values[0]))).toEqual([
    [1, 1, 0],
    [null, null, null],
    [null, null, null],
  ])
  await city.close()
})

test('over nothing, or less than nothing, there is no growth in percent', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [
    row('1', '2025-01-04', 'v11', 'a', -4),
    row('2', '2025-02-04', 'v11', 'a', 2),
    row('3', '2025-03-04', 'v11', 'a', 3),
  ])
  const { cells } = await analysis.pivot(
    ask({
      indicators: ['t.sum'],
      rows: 'indicator',
      columns: 'time',
      region: 'v11',
      level: undefined,
      measures: ['value', 'pop'],
    }),
    WHOLE,
  )
  expect(cells[0]!.slice(0, 3).map(({ values, tones }) => [...values, tones[1]])).toEqual([
    [-4, null, null],
    [2, null, null],
    [3, 50, expect.anything()],
  ])
  await city.close()
})

test('rows are sorted over all pages, unknown ones last, and ranked over the whole level', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [
    ...[1, 2, 3].map((n) => row(`a${n}`, '2025-02-03', 'v12', 'a')),
    row('b', '2025-02-03', 'v11', 'a'),
    row('c', '2025-01-03', 'v11', 'a'),
    row('d', '2025-01-03', 'v11', 'a'),
  ])
  const february = '2025-02-01T00:00:00+08:00'
  const page = (offset: number) =>
    analysis.pivot(
      ask({
        measures: ['value', 'rank', 'rankChange'],
        sort: { column: february, measure: 'value', descending: true },
        offset,
        limit: 1,
      }),
      WHOLE,
    )
  const pages = [await page(0), await page(1), await page(2)]
  expect(pages.map(({ rows }) => [rows.total, rows.heads[0]!.key])).toEqual([
    [3, 'v12'],
    [3, 'v11'],
    [3, 'v21'],
  ])
  expect(pages.map(({ cells }) => cells[0]![1]!.values)).toEqual([
    [3, 1, null],
    [1, 2, -1],
    [null, null, null],
  ])
  await city.close()
})

test('of a period without data it is said so, with the last that has some; not where a measure alone is missing', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [row('1', '2025-01-03', 'v11', 'a'), row('2', '2024-12-04', 'v21', 'a')])
  const nothing = async (request: Partial<PivotRequest>) =>
    (await analysis.pivot(ask({ indicators: ['t.average'], rows: 'region', columns: 'indicator', ...request }), WHOLE))
      .nothing
  const march = { pin: { bucket: '2025-03-01' } }
  expect(await nothing(march)).toEqual({ latest: '2025-01-01T00:00:00+08:00' })
  expect(await nothing({ ...march, only: ['v21'] })).toEqual({ latest: '2024-12-01T00:00:00+08:00' })
  expect(await nothing({ ...march, only: ['v12'] })).toEqual({ latest: null })
  expect(await nothing({ columns: 'time', from: '2025-02-01', to: '2025-03-31' })).toEqual({
    latest: '2025-01-01T00:00:00+08:00',
  })
  expect(await nothing({ columns: 'time' })).toBeUndefined()
  // A value is known; it has no target to be held against.
  expect(await nothing({ pin: { bucket: '2025-01-01' }, measures: ['gap'] })).toBeUndefined()
  await city.close()
})

test('what makes no table is refused in words', async () => {
  const { city, analysis } = await open()
  const refused = async (request: Partial<PivotRequest>): Promise<string> =>
    analysis.pivot(ask(request), WHOLE).then(
      () => 'answered',
      (error: unknown) => (error instanceof Refused ? error.problem.title : String(error)),
    )
  expect(await refused({ rows: 'time' })).toBe('行和列不能是同一个维度')
  expect(await refused({ indicators: ['t.none'] })).toBe('没有指标 t.none')
  expect(await refused({ rows: 'by:colour' })).toBe('指标 计数 不能按 colour 分组')
  expect(await refused({ level: 'room' })).toBe('没有层级 room')
  expect(await refused({ region: 'elsewhere' })).toBe('没有区域 elsewhere')
  await city.close()
})

test('some places are picked out of a level; their ranks stay those among all of it, and none of another place comes along', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [
    row('1', '2025-01-03', 'v11', 'a'),
    row('2', '2025-01-04', 'v12', 'a'),
    row('3', '2025-01-05', 'v12', 'a'),
    row('4', '2025-01-06', 'v21', 'a'),
    row('5', '2025-01-07', 'v21', 'a'),
    row('6', '2025-01-08', 'v21', 'a'),
  ])
  const picked = async (only: string[]): Promise<unknown[]> => {
    const { rows, cells } = await analysis.pivot(ask({ to: '2025-01-31', only, measures: ['value', 'rank'] }), WHOLE)
    return rows.heads.map(({ key }, at) => [key, ...cells[at]![0]!.values])
  }
  const whole = await analysis.pivot(ask({ to: '2025-01-31', measures: ['rank'] }), WHOLE)
  const rankOf = (code: string): number | null =>
    whole.cells[whole.rows.heads.findIndex(({ key }) => key === code)]![0]!.values[0]!
  expect(await picked(['v21', 'v11', 't1'])).toEqual([
    ['v11', 1, rankOf('v11')],
    ['v21', 3, rankOf('v21')],
  ])
  await expect(picked(['nowhere'])).rejects.toBeInstanceOf(Refused)
  await city.close()
})

test('a distribution and a correlation are of the places picked out too, and refuse a choice that lies elsewhere', async () => {
  const { city, analysis } = await open()
  await city.deliver('t.case', [
    row('1', '2025-01-03', 'v11', 'a'),
    row('2', '2025-01-04', 'v12', 'a'),
    row('3', '2025-01-05', 'v12', 'a'),
    row('4', '2025-01-06', 'v21', 'a'),
    row('5', '2025-01-07', 'v21', 'a'),
    row('6', '2025-01-08', 'v21', 'a'),
  ])
  const at = { indicator: 't.count', region: 'd', level: 'village', grain: 'month' as const }
  const january = local('2025-01-01')
  const spread = async (only?: string[]) =>
    (await analysis.distribution({ ...at, only, bucket: january }, WHOLE)).highest.map(({ region, value }) => [
      region,
      value,
    ])
  expect(await spread()).toEqual(
    expect.arrayContaining([
      ['v21', 3],
      ['v12', 2],
      ['v11', 1],
    ]),
  )
  expect(await spread(['v12', 'v11'])).toEqual([
    ['v12', 2],
    ['v11', 1],
  ])
  const pairs = async (level: string | undefined, only: string[]) =>
    (
      await analysis.correlation({ ...at, level, only, with: 't.count', first: january, last: january }, WHOLE)
    ).points.map(({ region, x }) => [region, x])
  expect(await pairs('village', ['v21'])).toEqual([['v21', 3]])
  expect(await pairs(undefined, ['v21'])).toEqual([['d', 6]])
  await expect(spread(['nowhere'])).rejects.toBeInstanceOf(Refused)
  await city.close()
})

test('that a period has not ended is said of the one looked at, where no axis shows times', async () => {
  const { city, analysis } = await open()
  const running = async (request: Partial<PivotRequest>): Promise<boolean> =>
    (await analysis.pivot(ask(request), WHOLE)).notes.some((note) => note.includes('尚未结束'))
  expect([
    await running({ to: '2025-03-31' }),
    await running({ to: '2025-03-31', rows: 'region', columns: 'by:kind' }),
    await running({ to: '2025-03-31', rows: 'region', columns: 'by:kind', pin: { bucket: '2025-02-01' } }),
  ]).toEqual([true, true, false])
  await city.close()
})

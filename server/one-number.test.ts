import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { digitsOf, type CellsAnswer, type PivotAnswer } from './contract/index.ts'
import { createOneNumber, TABLES } from './one-number.fixture.ts'

/** Golden rule 5: the same indicator, region, bucket and version shows the same digits wherever it is read. */

const world = createOneNumber()
const { ask, bytesOf, catalog, local, read } = world

beforeAll(() => world.open())
afterAll(world.close)

const question = () =>
  fc.record({
    indicator: fc.constantFrom(...catalog().indicators),
    region: fc.constantFrom('d', 't1', 't2', 'v11'),
    children: fc.constantFrom('', 'true', 'village'),
    grain: fc.nat(),
    from: fc.integer({ min: 1, max: 20 }),
    compare: fc.constantFrom('', 'yoy', 'pop', 'yoy,pop'),
  })

describe('golden rule 5', () => {
  test('API and every kind of file show the same digits for a random question', async () => {
    await fc.assert(
      fc.asyncProperty(question(), async ({ indicator, region, children, grain, from, compare }) => {
        const query = new URLSearchParams({
          region,
          grain: indicator.grains[grain % indicator.grains.length]!,
          from: `2026-11-${String(from).padStart(2, '0')}`,
          to: '2026-11-21',
        })
        if (children !== '') query.set('children', children)
        if (compare !== '') query.set('compare', compare)
        const path = `/api/v1/indicators/${indicator.id}/cells`
        const answer = await read<CellsAnswer>(`${path}?${query}`)
        const expected = answer.cells.map(({ value }) => (value === null ? '' : digitsOf(value, indicator.decimals)))
        for (const [format, read] of Object.entries(TABLES))
          expect(await read(await bytesOf(`${path}.${format}?${query}`), indicator.decimals), format).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })
})

test('golden rule 5: the columns a file compares in hold what the API compares with', async () => {
  let told = 0
  for (const { id, unit, decimals } of catalog().indicators) {
    const query = 'region=d&grain=day&from=2026-11-10&to=2026-11-21&compare=pop'
    if (
      !catalog()
        .indicators.find((one) => one.id === id)!
        .grains.includes('day')
    )
      continue
    const { cells } = await read<CellsAnswer>(`/api/v1/indicators/${id}/cells?${query}`)
    const rows = parse(await bytesOf(`/api/v1/indicators/${id}/cells.csv?${query}`), {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    const digits = (value: number | null, places: number) => (value === null ? '' : digitsOf(value, places))
    expect(rows.map((row) => [row['上期'], row['环比增减'], row['环比增幅（%）']])).toEqual(
      cells.map(({ compare }) => {
        const { value, difference, ratio } = compare!.pop!
        told += ratio === null ? 0 : 1
        return [
          digits(value, decimals),
          digits(difference, unit === '%' ? Math.max(decimals, 1) : decimals),
          ratio === null ? '' : digitsOf(ratio * 100, 1),
        ]
      }),
    )
  }
  expect(told).toBeGreaterThan(20)
})

describe('cells crossed by a category', () => {
  const DAY = '2026-11-20'
  const crossed = () =>
    fc.record({
      indicator: fc.constantFrom(...catalog().indicators.filter(({ dimensions = [] }) => dimensions.length > 0)),
      region: fc.constantFrom('d', 't1', 'v21'),
      children: fc.constantFrom('', 'town', 'village'),
      grain: fc.nat(),
    })

  test('golden rule 5: API and every kind of file show the digits of the pivot, the whole first, then each category', async () => {
    let told = 0
    await fc.assert(
      fc.asyncProperty(crossed(), async ({ indicator, region, children, grain: at }) => {
        const grain = indicator.grains[at % indicator.grains.length]!
        const query = new URLSearchParams({
          region,
          grain,
          from: DAY,
          to: DAY,
          by: 'kind',
          compare: 'pop',
          ...(children === '' ? {} : { children }),
        })
        const path = `/api/v1/indicators/${indicator.id}/cells`
        const { cells } = await read<CellsAnswer>(`${path}?${query}`)
        const expected = cells.map(({ value }) => (value === null ? '' : digitsOf(value, indicator.decimals)))
        for (const [format, read] of Object.entries(TABLES))
          expect(await read(await bytesOf(`${path}.${format}?${query}`), indicator.decimals), format).toEqual(expected)
        const { body: pivot } = await ask<PivotAnswer>('POST', '/pivot', local(), {
          indicators: [indicator.id],
          region,
          ...(children === '' ? {} : { level: children }),
          grain,
          from: DAY,
          to: DAY,
          rows: 'region',
          columns: 'by:kind',
          measures: ['value', 'pop'],
        })
        const keys = pivot.columns.heads.map(({ key }) => key)
        expect(keys.slice(0, 3)).toEqual(['*', 'a', 'b'])
        const share = indicator.unit === '%'
        const found = cells
          .filter((cell) => keys.includes(cell.by!['kind'] ?? '*'))
          .map(({ value, compare }) => [
            value,
            share ? compare!.pop!.difference : compare!.pop!.ratio === null ? null : compare!.pop!.ratio * 100,
          ])
        expect(found).toEqual(pivot.cells.flat().map(({ values }) => values))
        told += found.filter(([value]) => value !== null).length
        // What the pivot leaves out is a category that no row is of.
        expect(
          cells
            .filter((cell) => !keys.includes(cell.by!['kind'] ?? '*'))
            .every(({ by, rows }) => by!['kind'] === '' && rows === 0),
        ).toBe(true)
      }),
      { numRuns: 15 },
    )
    expect(told).toBeGreaterThan(20)
  })

  test('a file names each category in a column of its own', async () => {
    const rows = parse(await bytesOf(`/api/v1/indicators/t.average/cells.csv?region=d&grain=month&by=kind`), {
      bom: true,
      columns: true,
    }) as Record<string, string>[]
    expect(rows.map((row) => row['kind'])).toEqual(['合计', 'a', 'b', '未填'])
    expect(Object.keys(rows[0]!).slice(0, 5)).toEqual(['区域', '指标', '时段', 'kind', '单位'])
    expect(rows.map((row) => row['明细行数'])).toEqual(['180', '90', '90', '0'])
  })

  test.each([
    ['by=colour', 'unknown-dimension'],
    ['by=kind,kind', 'bad-parameter'],
    ['by=kind&from=1900-01-01&children=village', 'too-many-cells'],
  ])('%s is refused', async (asked, type) => {
    const { status, body } = await ask('GET', `/indicators/t.count/cells?region=d&grain=day&${asked}`, local())
    expect([status, body.type]).toEqual([400, `/problems/${type}`])
  })
})

import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell, Grain, Scope } from '../../contract/index.ts'
import { bucketsBetween, endOf } from '../../lib/index.ts'
import { createCity, loadDefinitions, local, node, smallTree, type City } from '../testing/city.ts'
import { bounds, type Known } from './attack.fixture.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('./metrics', import.meta.url)))
const K = 5
const NOW = local('2026-11-21T12:00:00+08:00')
const PARENT: Record<string, string | null> = {
  d: null,
  t1: 'd',
  t2: 'd',
  t3: 'd',
  v11: 't1',
  v12: 't1',
  v13: 't1',
  v21: 't2',
  v22: 't2',
}
const REGIONS = Object.keys(PARENT)
const levels = ['district', 'town', 'village']
const tree = () =>
  smallTree(REGIONS.map((code) => node(code, PARENT[code]!, levels[['d', 't', 'v'].indexOf(code[0]!)]!)))
/** Days with people: two months, a week across them, and today. */
const DAYS = ['2026-10-06', '2026-10-30', '2026-10-31', '2026-11-01', '2026-11-03', '2026-11-20', '2026-11-21']
const PLACES = REGIONS.filter((code) => code !== 'd')
const GRAINS: Record<string, Grain[]> = {
  'p.all': ['day', 'week', 'dekad', 'month', 'quarter', 'year'],
  'p.urgent': ['day', 'month', 'year'],
  'p.done': ['day', 'month'],
}

interface Row {
  region: string
  day: string
  kind: 'a' | 'b'
  done: boolean
}
/** Places that are large every day, quiet ones, and some that are now this, now that. */
const PROFILES = { large: [40, 60, 90], quiet: [0, 0, 1, 2, 4], uneven: [0, 1, 30, 60], silent: [0] } as const
const population: fc.Arbitrary<Row[]> = fc
  .tuple(
    fc.array(fc.constantFrom(...(['large', 'large', 'large', 'quiet', 'uneven', 'silent'] as const)), {
      minLength: PLACES.length,
      maxLength: PLACES.length,
    }),
    fc.array(fc.nat(1_000), { minLength: PLACES.length * DAYS.length, maxLength: PLACES.length * DAYS.length }),
  )
  .map(([profiles, draws]) =>
    PLACES.flatMap((region, place) =>
      DAYS.flatMap((day, at) => {
        const sizes = PROFILES[profiles[place]!]
        const draw = draws[place * DAYS.length + at]!
        return Array.from({ length: sizes[draw % sizes.length]! }, (_, n): Row => ({
          region,
          day,
          kind: (n + draw) % 3 === 0 ? 'a' : 'b',
          done: (n + draw) % 4 !== 0,
        }))
      }),
    ),
  )

const person = (root: string, rows = false): Scope => ({
  reaches: [{ roots: [root], themes: 'all', class: 'internal', rows }],
})
const under = (code: string, root: string): boolean =>
  code === root || (PARENT[code] != null && under(PARENT[code]!, root))

/** One unknown for each place, day, kind and outcome: that is all there is to know. */
const ATOMS = PLACES.flatMap((region) =>
  DAYS.flatMap((day) =>
    (['a', 'b'] as const).flatMap((kind) => [true, false].map((done): Row => ({ region, day, kind, done }))),
  ),
)
const MOMENTS = ATOMS.map(({ day }) => local(day))
const sizesOf = (rows: readonly Row[]): number[] => {
  const name = ({ region, day, kind, done }: Row): string => `${region} ${day} ${kind} ${done}`
  const sizes = new Map<string, number>()
  for (const row of rows) sizes.set(name(row), (sizes.get(name(row)) ?? 0) + 1)
  return ATOMS.map((atom) => sizes.get(name(atom)) ?? 0)
}
const atomsOf = (
  root: string,
  { start, end }: { start: number; end: number },
  of: (row: Row) => boolean = () => true,
): number[] =>
  ATOMS.flatMap((atom, index) =>
    MOMENTS[index]! >= start && MOMENTS[index]! < end && under(atom.region, root) && of(atom) ? [index] : [],
  )

const LAYER: Record<string, (row: Row) => boolean> = {
  'p.all': () => true,
  'p.urgent': ({ kind }) => kind === 'a',
  'p.done': ({ done }) => done,
}

interface Told {
  known: Known[]
  hidden: { what: string; of: number[] }[]
}

const tell = ({ known, hidden }: Told, indicator: string, { cell, grain }: { cell: Cell; grain: Grain }): void => {
  const start = local(cell.bucket)
  const [all, own] = [
    atomsOf(cell.region, { start, end: endOf(grain, start) }),
    atomsOf(cell.region, { start, end: endOf(grain, start) }, LAYER[indicator]),
  ]
  const what = `${indicator} ${cell.region} ${grain} ${cell.bucket.slice(0, 10)}`
  if (cell.suppressed) {
    expect([cell.value, cell.numerator, cell.denominator, cell.rows, cell.coverage, cell.band], what).toEqual([
      null,
      null,
      null,
      0,
      null,
      null,
    ])
    hidden.push({ what, of: own })
    return
  }
  if (cell.coverage !== null) throw new Error(`${what}: how many children had rows is told`)
  known.push({
    of: all,
    is: indicator === 'p.all' ? (cell.value ?? 0) : indicator === 'p.done' ? (cell.denominator ?? 0) : -1,
  })
  known.push({ of: own, is: indicator === 'p.done' ? (cell.numerator ?? 0) : (cell.value ?? 0) })
}

/**
 * Everything one may ask of numbers, at one moment: levels, siblings, grains, what they are compared with, totals to
 * date, every version.
 */
const askAll = async (city: City, scope: Scope, regions: string[], versions: number): Promise<Told> => {
  const told: Told = { known: [], hidden: [] }
  for (const [indicator, grains] of Object.entries(GRAINS)) {
    for (const grain of grains) {
      const query = { indicator, regions, grain, first: local('2026-10-01'), last: NOW, compare: ['pop' as const] }
      const { cells } = await city.indicators.read(query, scope)
      for (const cell of cells) tell(told, indicator, { cell, grain })
      for (const cell of cells) {
        const { value, bucket } = cell.compare!.pop!
        const start = local(bucket)
        if (value !== null && indicator !== 'p.done')
          told.known.push({
            of: atomsOf(cell.region, { start, end: endOf(grain, start) }, LAYER[indicator]),
            is: value,
          })
        expect(cell.compare!.pop!.partial && value !== null).toBe(false)
      }
      for (let asOf = 1; asOf < versions; asOf += 1) {
        const then = (await city.indicators.read({ ...query, asOf }, scope)).cells
        for (const [at, cell] of then.entries())
          if (!cell.suppressed)
            expect(
              [cell.value, cells[at]!.suppressed],
              'an earlier state is told only where it is the present one',
            ).toEqual([cells[at]!.value, undefined])
      }
      const buckets = bucketsBetween(grain, query.first, NOW).slice(-12)
      const toDate =
        indicator === 'p.done'
          ? null
          : await city.indicators.reading(scope, (reading) => reading.toDate({ ...query, first: buckets[0]! }))
      for (const region of toDate ? regions : [])
        for (const bucket of buckets) {
          const { value, suppressed } = toDate!(region, bucket)
          if (!suppressed)
            told.known.push({
              of: atomsOf(region, { start: local('2026-01-01'), end: endOf(grain, bucket) }, LAYER[indicator]),
              is: value ?? 0,
            })
        }
    }
    const split = await city.indicators.reading(scope, (reading) =>
      reading.split({
        indicator,
        regions,
        grain: 'month',
        first: local('2026-10-01'),
        last: local('2026-11-01'),
        by: ['kind'],
      }),
    )
    for (const member of split.members)
      for (const region of regions)
        expect(split.at(region, local('2026-10-01'), member)).toMatchObject({ value: null, rows: 0, suppressed: true })
    const month = { indicator, regions, grain: 'month' as const, first: local('2026-10-01'), last: local('2026-11-01') }
    const [plain, crossed] = [
      (await city.indicators.read(month, scope)).cells,
      (await city.indicators.read({ ...month, by: ['kind'] }, scope)).cells,
    ]
    expect(crossed.filter(({ by }) => Object.keys(by!).length === 0)).toEqual(
      plain.map((cell) => ({ ...cell, by: {} })),
    )
    for (const cell of crossed)
      if (Object.keys(cell.by!).length > 0)
        expect(cell).toMatchObject({
          value: null,
          numerator: null,
          denominator: null,
          rows: 0,
          coverage: null,
          suppressed: true,
        })
  }
  return { ...told, known: told.known.filter(({ is }) => is >= 0) }
}

const cityOf = async (rows: readonly Row[]): Promise<City> => {
  const city = await createCity(catalog, tree(), () => NOW)
  const delivered = rows.map(({ region, day, kind, done }, index) => ({
    id: `${index}`,
    at: `${day} 08:${String(index % 60).padStart(2, '0')}:00`,
    region,
    kind,
    done_at: done ? `${day} 09:30:00` : null,
  }))
  await city.deliver(
    'p.call',
    delivered.filter((_, index) => index % 3 !== 0),
  )
  await city.deliver(
    'p.call',
    delivered.filter((_, index) => index % 3 === 0),
  )
  return city
}

const { ATTACK_RUNS = '5' } = process.env

test('whoever puts together all that is told cannot find out that a hidden number is below k, let alone which', async () => {
  const tally = { told: 0, hidden: 0, small: 0 }
  await fc.assert(
    fc.asyncProperty(population, async (rows) => {
      const city = await cityOf(rows)
      try {
        const { known, hidden } = await askAll(city, person('d'), REGIONS, 2)
        const sums = [...new Map(known.map((one) => [one.of.join(), one])).values()].filter(({ of }) => of.length > 0)
        const sizes = sizesOf(rows)
        const count = (of: readonly number[]): number => of.reduce((sum, index) => sum + sizes[index]!, 0)
        const small = [...new Map(hidden.map((one) => [one.of.join(), one])).values()].filter(
          ({ of }) => count(of) > 0 && count(of) < K,
        )
        for (const { of, is } of sums) expect(count(of)).toBe(is)
        tally.told += sums.filter(({ is }) => is > 0).length
        tally.hidden += hidden.length
        tally.small += small.length
        expect(sums.filter(({ is }) => is > 0 && is < K)).toEqual([])
        for (const { what, of } of small) {
          const [least, most] = bounds(ATOMS.length, sums, of)
          expect(most - least, `${what} is ${count(of)}, known to lie in ${least}…${most}`).toBeGreaterThanOrEqual(
            K - 1e-6,
          )
        }
      } finally {
        await city.close()
      }
    }),
    { numRuns: Number(ATTACK_RUNS), endOnFailure: true },
  )
  // A few populations by chance are all large or all quiet.
  expect(tally.told).toBeGreaterThan(0)
  expect(tally.small).toBeGreaterThan(0)
}, 600_000)

test('what is hidden does not depend on who asks, nor on what else they ask; with the right to rows nothing is', async () => {
  const [rows] = fc.sample(population, 1)
  const city = await cityOf(rows!)
  const query = {
    indicator: 'p.all',
    regions: ['t1', 'v11', 'v12', 'v13'],
    grain: 'day' as const,
    first: local('2026-10-01'),
    last: NOW,
  }
  const whole = (await city.indicators.read(query, person('d'))).cells
  expect((await city.indicators.read(query, person('t1'))).cells).toEqual(whole)
  for (const region of query.regions)
    expect((await city.indicators.read({ ...query, regions: [region] }, person('d'))).cells).toEqual(
      whole.filter((cell) => cell.region === region),
    )
  const open = (await city.indicators.read(query, person('d', true))).cells
  expect(open.some(({ suppressed }) => suppressed)).toBe(false)
  expect(open.reduce((sum, { value, region }) => sum + (region === 't1' ? (value ?? 0) : 0), 0)).toBe(
    rows!.filter(({ region }) => under(region, 't1')).length,
  )
  await city.close()
})

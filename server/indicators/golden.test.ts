import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Grain } from '../contract/index.ts'
import { bucketsBetween, endOf } from '../lib/index.ts'
import type { RegionNode } from '../regions/index.ts'
import type { Sql } from '../store/index.ts'
import type { FullReading } from './index.ts'
import { rebuild } from './stored/maintain.ts'
import { planCells } from './stored/plan.ts'
import { createCity, loadDefinitions, local, node, smallTree, WHOLE, ZONE, type City } from './testing/city.ts'
import { createOracle, ORACLE_GRAINS, ORACLE_INDICATORS, type Member, type Oracle } from './testing/oracle.ts'
import { asDelivered, deliveries, truthOf, type Delivery } from './testing/truth.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('testing/metrics', import.meta.url)))
const NOW = local('2026-06-01')
const plain = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

test('the definitions of these tests are sound', () => expect(catalog.problems).toEqual([]))

/** Leaves that count for a region, by the end of a bucket; written out by hand for each tree. */
interface Tree {
  nodes: RegionNode[] | undefined
  under: (region: string, end: string) => string[]
}

const below: Record<string, string[]> = {
  d: ['d', 't1', 't2', 'z1', 'v11', 'v12', 'v21'],
  t1: ['t1', 'v11', 'v12'],
  t2: ['t2', 'v21'],
  z1: ['z1'],
  v11: ['v11'],
  v12: ['v12'],
  v21: ['v21'],
}
const steady: Tree = { nodes: undefined, under: (region) => below[region]! }

const MOVE = '2025-02-06'
/** v12 belongs to t1 until the move, to t2 from then on. */
const rezoned: Tree = {
  nodes: [
    node('d', null, 'district'),
    node('t1', 'd', 'town'),
    node('t2', 'd', 'town'),
    node('z1', 'd', 'town', 'zone'),
    node('v11', 't1', 'village'),
    node('v12', 't1', 'village', 'place', { to: MOVE }),
    node('v12', 't2', 'village', 'place', { from: MOVE }),
    node('v21', 't2', 'village'),
  ],
  under: (region, end) => {
    const moved = end > `${MOVE} 00:00:00`
    if (region === 't1' && moved) return ['t1', 'v11']
    if (region === 't2' && moved) return ['t2', 'v21', 'v12']
    return below[region]!
  },
}

const REGIONS = Object.keys(below)
const span = (grain: Grain): number[] =>
  grain === 'hour'
    ? bucketsBetween(grain, local('2025-01-01'), local('2025-01-03'))
    : bucketsBetween(grain, local('2024-12-20'), local('2025-04-20'))

const membersOf = (tree: Tree, grain: Grain): Member[] =>
  span(grain).flatMap((start) => {
    const end = plain(endOf(grain, start))
    return REGIONS.flatMap((region) =>
      tree.under(region, end).map((leaf) => ({ region, start: plain(start), end, leaf })),
    )
  })

const deliverAll = async (city: City, all: readonly Delivery[]): Promise<void> => {
  for (const delivery of all) await city.deliver(delivery.dataset, asDelivered(delivery))
}

type Question = readonly [indicator: string, grain: Grain]

/** Of each indicator the finest grain. */
const FINEST = ORACLE_INDICATORS.map((indicator): Question => [indicator, ORACLE_GRAINS[indicator]![0]!])
const COARSER = ORACLE_INDICATORS.flatMap((indicator) =>
  ORACLE_GRAINS[indicator]!.slice(1).map((grain): Question => [indicator, grain]),
)
/** Every course of deliveries is asked half of what takes long, so that all together are asked all of it often. */
const half = <T>(all: T[]): fc.Arbitrary<T[]> => {
  const size = Math.ceil(all.length / 2)
  return fc.shuffledSubarray(all, { minLength: size, maxLength: size })
}
const questions = half(COARSER).map((some) => [...FINEST, ...some])

/** All that is asked, of one consistent moment. */
const compare = (city: City, oracle: Oracle, asked: readonly Question[]): Promise<void> =>
  city.indicators.reading(WHOLE, async (reading) => {
    for (const [indicator, grain] of asked) await compareOne(reading, oracle, indicator, grain)
  })

const compareOne = async (
  reading: Pick<FullReading, 'cells'>,
  oracle: Oracle,
  indicator: string,
  grain: Grain,
): Promise<void> => {
  const expected = await oracle.ask(indicator, grain)
  const buckets = span(grain)
  const cells = await reading.cells({ indicator, regions: REGIONS, grain, first: buckets[0]!, last: buckets.at(-1)! })
  expect(cells.length).toBe(REGIONS.length * buckets.length)
  expectSame(cells, expected, `${indicator} ${grain}`)
}

/**
 * One bucket is read other ways than a long stretch: of places with others below them first alone, then with all there
 * are.
 */
const INNER = ['d', 't1', 't2']

const compareBriefly = (city: City, oracle: Oracle, of: readonly string[]): Promise<void> =>
  city.indicators.reading(WHOLE, async ({ values }) => {
    for (const [place, indicator] of of.entries()) {
      const grain = ORACLE_GRAINS[indicator]!.at(-1)!
      const expected = await oracle.ask(indicator, grain)
      const buckets = span(grain)
      const bucket = buckets[(place * 5) % buckets.length]!
      for (const regions of [INNER, ['t1'], REGIONS]) {
        const found = await values({ indicator, regions, grain, first: bucket, last: bucket })
        expectSame(
          found.map((one) => ({ ...one, bucket: plain(bucket) })),
          expected,
          `${indicator} ${grain} alone`,
        )
      }
    }
  })

const expectSame = (
  cells: readonly { region: string; bucket: string; value: number | null }[],
  expected: ReadonlyMap<string, number | null>,
  what: string,
): void => {
  const wrong = cells.flatMap(({ region, bucket, value }) => {
    const key = `${region} ${bucket.slice(0, 19).replace('T', ' ')}`
    const wanted = expected.get(key) ?? null
    const right =
      wanted === null || value === null
        ? value === wanted
        : Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted))
    return right ? [] : [`${what} ${key}: ${value} for ${wanted}`]
  })
  expect(wrong).toEqual([])
}

describe.each([
  ['a steady tree', steady, 30],
  ['a re-zoned tree', rezoned, 20],
] as const)('golden rule 1 on %s', (_, tree, runs) => {
  let oracle: Oracle
  beforeAll(async () => void (oracle = await createOracle((grain) => membersOf(tree, grain))))
  afterAll(() => oracle.close())

  test('the value at any region and grain is the definition evaluated on the facts under it', async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, questions, half(ORACLE_INDICATORS), async (all, asked, brief) => {
        const city = await createCity(catalog, smallTree(tree.nodes), () => NOW)
        try {
          // Read half-way too: what is kept from then must not be told as the present.
          const half = Math.floor(all.length / 2)
          await deliverAll(city, all.slice(0, half))
          await oracle.tell(truthOf(all.slice(0, half)))
          await compare(city, oracle, FINEST)
          await deliverAll(city, all.slice(half))
          await oracle.tell(truthOf(all))
          await compareBriefly(city, oracle, brief)
          await compare(city, oracle, asked)
        } finally {
          await city.close()
        }
      }),
      { numRuns: runs },
    )
  }, 240_000)
})

const cellsIn = async (sql: Sql): Promise<string> => {
  const tables = []
  for (const { dataset, parts } of planCells(catalog)) {
    const added = parts.map(({ merge, column }) => `${merge}(${column})::VARCHAR as ${column}`).join(', ')
    tables.push(
      (
        await sql.query(
          `select _region, _start, ${added} from cell."${dataset.id}" group by _region, _start order by _region, _start`,
        )
      ).records(),
    )
  }
  return JSON.stringify(tables)
}

/** What a rebuild makes of the facts; it is undone, so that what was kept goes on being kept. */
const rebuilt = async (city: City): Promise<string> => {
  const undone = new Error('seen, and undone')
  let cells = ''
  await city.store
    .upkeep(async (sql) => {
      for (const plan of planCells(catalog)) await rebuild(sql, plan)
      cells = await cellsIn(sql)
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return cells
}

test('golden rule 2: after any deliveries the stored cells, added up, equal a rebuild from the facts', async () => {
  // A city costs as much as a few deliveries: each takes four courses of them, one upon the other.
  await fc.assert(
    fc.asyncProperty(fc.array(deliveries, { minLength: 4, maxLength: 4 }), async (courses) => {
      const city = await createCity(catalog, smallTree(), () => NOW)
      try {
        for (const all of courses) {
          await deliverAll(city, all)
          expect(await city.store.read(cellsIn)).toBe(await rebuilt(city))
        }
      } finally {
        await city.close()
      }
    }),
    { numRuns: 30 },
  )
}, 240_000)

test('an earlier version answers as it did then', async () => {
  await fc.assert(
    fc.asyncProperty(deliveries, fc.nat(), async (all, cut) => {
      const city = await createCity(catalog, smallTree(), () => NOW)
      const query = (indicator: string, asOf: number | null) =>
        city.indicators.read(
          { indicator, regions: REGIONS, grain: 'month', first: local('2024-12-01'), last: local('2025-04-01'), asOf },
          WHOLE,
        )
      const values = async (asOf: number | null): Promise<unknown[]> => {
        const answers = []
        for (const indicator of ['t.count', 't.average', 't.distinct', 't.latest', 't.active', 't.index'])
          answers.push((await query(indicator, asOf)).cells.map((cell) => [cell.value, cell.rows]))
        return answers
      }
      try {
        const middle = cut % all.length
        await deliverAll(city, all.slice(0, middle))
        const version = city.store.version()
        const then = await values(null)
        await deliverAll(city, all.slice(middle))
        expect(await values(version)).toEqual(then)
      } finally {
        await city.close()
      }
    }),
    { numRuns: 25 },
  )
}, 240_000)

test('a version that is still to come is refused, not answered with what there is', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const version = city.store.version()
  const ask = (asOf: number) =>
    city.indicators.read(
      { indicator: 't.count', regions: REGIONS, grain: 'month', first: local('2025-01-01'), last: NOW, asOf },
      WHOLE,
    )
  try {
    expect((await ask(version)).version).toBe(version)
    await expect(ask(version + 1)).rejects.toThrow(`还没有版本 ${version + 1}`)
  } finally {
    await city.close()
  }
})

test('moments on the wire carry the city offset', async () => {
  const city = await createCity(catalog, smallTree(), () => NOW)
  const answer = await city.indicators.read(
    { indicator: 't.count', regions: ['d'], grain: 'day', first: local('2025-01-01'), last: local('2025-01-01') },
    WHOLE,
  )
  await city.close()
  expect(answer).toMatchObject({
    asOf: ZONE.format(NOW),
    version: 0,
    cells: [{ bucket: '2025-01-01T00:00:00+08:00', value: null, rows: 0 }],
  })
})

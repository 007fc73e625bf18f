import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStore, type Touch } from '../store/index.ts'
import { createBeginnings } from './beginnings.ts'

const HOUR = 3_600_000
const REGIONS = ['a', 'b', 'c'] as const
const row = fc.record({
  id: fc.integer({ min: 0, max: 8 }),
  region: fc.constantFrom(...REGIONS),
  at: fc.integer({ min: 0, max: 40 }).map((half) => (half * HOUR) / 2),
})

const touch = ({ region, at }: { region: string; at: number }): Touch => ({
  region,
  at: Math.floor(at / HOUR) * HOUR,
  first: at,
})

const firsts = (rows: ReadonlyMap<number, { region: string; at: number }>): string =>
  JSON.stringify(
    REGIONS.map((region) => Math.min(...[...rows.values()].filter((one) => one.region === region).map(({ at }) => at))),
  )

test('no first row moves without a new version, whatever is corrected', () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (commits) => {
      const beginnings = createBeginnings()
      const rows = new Map<number, { region: string; at: number }>()
      for (const [index, commit] of commits.entries()) {
        const before = firsts(rows)
        const known = beginnings.versionOf('d')
        const reworked: { region: string; at: number }[] = []
        const touched = commit.flatMap(({ id, ...next }) => {
          const replaced = rows.get(id)
          rows.set(id, next)
          if (!replaced) return [next]
          reworked.push(replaced, next)
          return [replaced, next]
        })
        beginnings.note({
          version: index + 1,
          arrived: 0,
          touched: new Map([['d', touched.map(touch)]]),
          reworked: new Map([['d', reworked.map(touch)]]),
        })
        if (firsts(rows) !== before) expect(beginnings.versionOf('d')).toBeGreaterThan(known)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('rows that come after the first of their region leave the beginning as it is', async () => {
  const store = await createStore({
    path: ':memory:',
    threads: 1,
    memoryLimit: '256MB',
    readers: 1,
    readLimitMs: 5_000,
  })
  try {
    const beginnings = createBeginnings()
    await store.upkeep(async (sql) => {
      await sql.query(
        `create table fact.d as select 'a' as _region, timestamp '2026-01-01 08:00' as _at, null::INTEGER as _superseded`,
      )
      await beginnings.load(sql, 'd')
    })
    const eight = Date.UTC(2026, 0, 1, 8)
    const arrive = (version: number, at: number, region = 'a'): number => {
      beginnings.note({ version, arrived: 0, touched: new Map([['d', [touch({ region, at })]]]), reworked: new Map() })
      return beginnings.versionOf('d')
    }
    expect(arrive(1, eight + HOUR)).toBe(0)
    expect(arrive(2, eight)).toBe(0)
    expect(arrive(3, eight - 1)).toBe(3)
    expect(arrive(4, eight + 2, 'new')).toBe(4)
    expect(arrive(5, eight + 3, 'new')).toBe(4)
    expect(arrive(6, eight + 1, 'new')).toBe(6)
  } finally {
    await store.close()
  }
})

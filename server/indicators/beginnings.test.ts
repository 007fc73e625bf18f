import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createStore } from '../store/index.ts'
import { createBeginnings } from './beginnings.ts'

const REGIONS = ['a', 'b', 'c'] as const
const row = fc.record({ id: fc.integer({ min: 0, max: 8 }), region: fc.constantFrom(...REGIONS), at: fc.integer({ min: 0, max: 20 }).map((hour) => hour * 3_600_000) })

const firsts = (rows: ReadonlyMap<number, { region: string; at: number }>): string =>
  JSON.stringify(REGIONS.map((region) => Math.min(...[...rows.values()].filter((one) => one.region === region).map(({ at }) => at))))

test('no first row moves without a new version, whatever is corrected', () => {
  fc.assert(fc.property(fc.array(fc.array(row, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (commits) => {
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
      beginnings.note({ version: index + 1, arrived: 0, touched: new Map([['d', touched]]), reworked: new Map([['d', reworked]]) })
      if (firsts(rows) !== before) expect(beginnings.versionOf('d')).toBeGreaterThan(known)
    }
  }), { numRuns: 2_000 })
})

test('rows that come after the first of their region leave the beginning as it is', async () => {
  const store = await createStore({ path: ':memory:', threads: 1, memoryLimit: '256MB', readers: 1, readLimitMs: 5_000 })
  try {
    const beginnings = createBeginnings()
    await store.upkeep(async (sql) => {
      await sql.query(`create table fact.d as select 'a' as _region, timestamp '2026-01-01 08:00' as _at, null::INTEGER as _superseded`)
      await beginnings.load(sql, 'd')
    })
    const eight = Date.UTC(2026, 0, 1, 8)
    const touch = (version: number, at: number, region = 'a') => beginnings.note({ version, arrived: 0, touched: new Map([['d', [{ region, at }]]]), reworked: new Map() })
    touch(1, eight + 3_600_000)
    expect(beginnings.versionOf('d')).toBe(0)
    touch(2, eight)
    expect(beginnings.versionOf('d')).toBe(2)
    touch(3, eight, 'new')
    expect(beginnings.versionOf('d')).toBe(3)
    touch(4, eight + 3_600_000, 'new')
    expect(beginnings.versionOf('d')).toBe(3)
  } finally {
    await store.close()
  }
})

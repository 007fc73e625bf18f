import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Reach, Scope } from '../contract/index.ts'
import { createLedger, type Ledger } from '../store/index.ts'
import { mayRead } from './query.ts'
import { holdsAll, reached, reachedBy } from './reached.ts'
import { mayCount } from './small/personal.ts'
import { smallTree } from './testing/city.ts'

let ledger: Ledger
beforeAll(async () => {
  ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '100MB' })
})
afterAll(() => ledger.close())

const regions = smallTree()
const PLACES = ['d', 't1', 't2', 'z1', 'v11', 'v12', 'v21', 'gone']
const THEMES = ['a', 'b', 'c']
const reach: fc.Arbitrary<Reach> = fc.record({
  roots: fc.subarray(PLACES, { maxLength: 2 }),
  themes: fc.oneof(fc.constant('all' as const), fc.subarray(THEMES)),
  class: fc.constant('internal' as const),
  rows: fc.boolean(),
})
const some = fc.subarray(THEMES)

/** Which of all things that could be are chosen by a statement: one of each place and set of themes. */
const chosen = (
  scope: Scope,
  { within, themes, counted }: { within: string | undefined; themes: string[]; counted: string[] },
): Promise<unknown[]> =>
  ledger.read(async (sql) =>
    (
      await sql.query(
        `with ${reached(1)}, thing as (select unnest($4::VARCHAR[]) as region, $5::VARCHAR[] as of, $6::VARCHAR[] as counted)
     select region from thing join reached on place = region where ${holdsAll('themes', 'thing.of')} and ${holdsAll('opened', 'counted')} order by region`,
        [...reachedBy(regions, scope, within), PLACES, themes, counted],
      )
    ).column('region'),
  )

test('a statement chooses what the gate lets through, for any scope, place and themes', async () => {
  let through = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(reach, { maxLength: 3 }),
      fc.option(fc.constantFrom(...PLACES), { nil: undefined }),
      some,
      some,
      async (reaches, within, themes, counted) => {
        const scope: Scope = { reaches }
        const expected = PLACES.filter(
          (place) =>
            (within === undefined || regions.contains(within, place))
            && mayRead(regions, scope, place)
            && themes.every((theme) => mayRead(regions, scope, place, theme))
            && counted.every((theme) => mayCount(regions, scope, place, theme)),
        )
        through += expected.length
        expect(await chosen(scope, { within, themes, counted })).toEqual(expected.toSorted())
      },
    ),
    { numRuns: 400 },
  )
  expect(through).toBeGreaterThan(100)
}, 60_000)

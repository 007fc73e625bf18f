import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../catalog/index.ts'
import { local } from '../indicators/testing/city.ts'
import { createTown, definitions, type Town } from './testing/town.fixture.ts'

const RULE = `
  - id: t.high
    title: 水位高
    on: t.level
    grain: day
    level: [village, town]
    bands:
      yellow: { enter: ">= 20", exit: "< 15", for: 5m }
      red: { enter: ">= 60", exit: "< 50" }
    recover: 10m
    inhibited_by: parent
    tells: { yellow: [village], red: [village, town] }
`
const MINUTE = 60_000
let catalog: Catalog
beforeAll(async () => void (catalog = await definitions(RULE)))

/** Something that happens, and how many minutes pass after it. */
type Step = { what: 'push'; village: 'v11' | 'v12' | 'v21'; level: number } | { what: 'restart' } | { what: 'crash' }
const step = fc.record({
  does: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        what: fc.constant('push' as const),
        village: fc.constantFrom('v11' as const, 'v12' as const, 'v21' as const),
        level: fc.integer({ min: 0, max: 90 }),
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Step>({ what: 'restart' }, { what: 'crash' }) },
  ),
  minutes: fc.integer({ min: 0, max: 14 }),
})

interface Span {
  region: string
  since: number
  until: number | null
}

/** Every alert that ever fired, as the ledger has it. */
const spans = async ({ ledger }: Town): Promise<Span[]> =>
  ledger.read(async (sql) =>
    (
      await sql.query(
        `select a.region, min(e.came) filter (e.kind = 'fired') as since, max(e.came) filter (e.kind = 'resolved') as until, count(*) filter (e.kind = 'fired') as begun, count(*) filter (e.kind = 'resolved') as ended
     from alert_entry e join alert a on a.id = e.alert group by a.id, a.region having count(*) filter (e.kind = 'fired') > 0 order by a.region, since`,
      )
    )
      .records()
      .map((row) => {
        expect([row['begun'], Number(row['ended']) <= 1]).toEqual([1, true])
        return { region: String(row['region']), since: row['since'] as number, until: row['until'] as number | null }
      }),
  )

test('however values walk and however often the power fails, no rule ever has two open alerts in one place, and every alert ends', async () => {
  let fired = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      let now = local('2026-11-25 08:00')
      let serial = 0
      const town = await createTown(catalog, () => now)
      const push = (village: string, level: number): Promise<unknown> =>
        town.city.deliver('t.gauge', [
          {
            id: village,
            at: new Date(now + (serial += 1)).toISOString().slice(0, 23).replace('T', ' '),
            region: village,
            level,
          },
        ])
      const pass = async (minutes: number): Promise<void> => {
        for (let n = 0; n < minutes; n += 1) {
          now += MINUTE
          if (town.isDown()) continue
          await town.alerts.tick()
          await town.alerts.settled()
        }
      }
      try {
        for (const { does, minutes } of steps) {
          if (does.what === 'push') await push(does.village, does.level)
          else if (does.what === 'crash') town.crash()
          else await town.restart()
          await pass(minutes)
        }
        if (town.isDown()) await town.restart()
        for (const village of ['v11', 'v12', 'v21']) await push(village, 0)
        await town.alerts.settled()
        await pass(25)
        const all = await spans(town)
        fired += all.length
        for (const [index, { region, until }] of all.entries()) {
          expect(until).not.toBeNull()
          const next = all[index + 1]
          if (next?.region === region) expect(next.since).toBeGreaterThanOrEqual(until!)
        }
        expect([...town.alerts.live().values()].map(({ region, state }) => `${region} ${state}`)).toEqual([])
        expect(town.faults).toEqual([])
      } finally {
        await town.close()
      }
    }),
    { numRuns: 6 },
  )
  expect(fired).toBeGreaterThan(1)
}, 240_000)

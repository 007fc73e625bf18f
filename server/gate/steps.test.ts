import { DuckDBConnection } from '@duckdb/node-api'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Person } from '../contract/index.ts'
import { people } from './people.fixture.ts'
import { isKnown, PROBES, type Ask } from './probes/index.fixture.ts'
import { send } from './send.fixture.ts'
import { ADMIN, createWorld, settle, type World } from './world/index.fixture.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
  // Two turns of its clock.
  for (const statement of await stepsOf(() => new Promise((resolve) => setTimeout(resolve, 2_200)))) idle.add(statement)
}, 120_000)
afterEach(() => vi.restoreAllMocks())
afterAll(() => world.close())

/** Writing down that somebody was refused: nobody waits for it. */
const NOT_WAITED_FOR = /audit|^begin|^commit|^rollback/i
/** What the program asks by its own clock while nobody asks anything. */
const idle = new Set<string>()

/**
 * The statements an answer cost: what its time depends on. Whatever runs is either run as it stands or prepared first.
 */
const stepsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const ways = [vi.spyOn(DuckDBConnection.prototype, 'run'), vi.spyOn(DuckDBConnection.prototype, 'prepare')]
  await work()
  const steps = ways.flatMap((way) => way.mock.calls.map(([statement]) => String(statement)))
  for (const way of ways) way.mockRestore()
  return steps.filter((statement) => !idle.has(statement) && !NOT_WAITED_FOR.test(statement)).sort()
}

const twins = Object.entries(PROBES).filter(([, { tellsOfOthers }]) => !tellsOfOthers)
const anyTwin: fc.Arbitrary<[string, Ask]> = fc
  .constantFrom(...twins)
  .chain(([route, { asks }]) => asks(world).map((ask): [string, Ask] => [route, ask]))

test('statements are seen, with parameters and without: otherwise the proof below compares nothing with nothing', async () => {
  const steps = await stepsOf(() => send(world, ADMIN, 'GET /api/v1/cases', { path: '/api/v1/cases' }))
  expect(steps.filter((statement) => statement.includes('case_state'))).not.toEqual([])
})

test('what lies outside of a scope costs the same statements as what does not exist: neither words nor time tell them apart', async () => {
  let tried = 0
  await fc.assert(
    fc.asyncProperty(people, anyTwin, async (person: Person, [route, ask]) => {
      const { twin } = ask
      if (!twin || isKnown(ask, person)) return
      const [denied, missing] = [
        () => send(world, person, route, ask),
        () => send(world, person, route, { ...ask, ...twin }),
      ]
      if ((await denied()).status < 400) return
      await missing()
      tried += 1
      // What is remembered is remembered now; a timer may fall into one of the two.
      for (let tries = 0; ; tries += 1) {
        const [one, other] = [await stepsOf(denied), await stepsOf(missing)]
        const plain = (steps: readonly string[], name: string): string[] =>
          steps.map((statement) => statement.replaceAll(name, '□').replaceAll(/\d+/g, '#')).sort()
        const [steps, others] = [plain(one, twin.name), plain(other, twin.missing)]
        if (JSON.stringify(steps) === JSON.stringify(others) || tries === 2)
          return void expect({ route, steps }).toEqual({ route, steps: others })
      }
    }),
    { numRuns: 250 },
  )
  expect(tried).toBeGreaterThan(20)
}, 120_000)

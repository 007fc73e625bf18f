import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../catalog/index.ts'
import { simulationRunSchema, type Scope, type SimulationAnswer, type SimulationRun } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE, type City } from '../../indicators/testing/city.ts'
import { seeded } from '../forecast/seeded.ts'
import { createWhatIf, type WhatIf } from './what-if.ts'

const DAY = 86_400_000
const NOW = local('2026-03-10 09:30')
const shipped = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))
/** Cases of kind a come in and stay open; `amount` is how long each took. */
const catalog: Catalog = {
  ...shipped,
  simulations: new Map([
    [
      't.queue',
      {
        id: 't.queue',
        title: '排队',
        theme: 't',
        level: 'town',
        arrivals: 't.count',
        backlog: 't.active',
        hours: 't.average',
        joint: null,
        staff: { level: 'village', title: '村' },
      },
    ],
  ]),
}
const TOWN: Scope = { reaches: [{ roots: ['t1'], themes: 'all', class: 'internal' }] }

const written = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
/** 120 days: about 12 cases a day in t1 and 6 in t2, each open for some hours. */
const cases = (): object[] => {
  const chance = seeded('cases')
  return [
    ['v11', 6],
    ['v12', 6],
    ['v21', 6],
  ]
    .flatMap(([region, perDay]) =>
      Array.from({ length: 120 * Number(perDay) }, (_, index) => {
        const at = NOW - 120 * DAY + Math.floor((index + chance()) * (DAY / Number(perDay)))
        const took = -Math.log(1 - chance()) * 14 * 3_600_000
        const closed = at + took < NOW ? written(at + took) : null
        return at >= NOW
          ? null
          : {
              id: `${region}-${index}`,
              at: written(at),
              updated_at: written(closed ? at + took : at),
              region,
              kind: 'a',
              person: null,
              amount: took / 3_600_000,
              closed_at: closed,
            }
      }),
    )
    .filter((row) => row !== null)
}

let city: City
let whatIf: WhatIf
beforeAll(async () => {
  city = await createCity(catalog, smallTree(), () => NOW)
  await city.deliver('t.case', cases())
  whatIf = createWhatIf({
    indicators: city.indicators,
    catalog: () => catalog,
    regions: smallTree(),
    clock: city.clock,
  })
}, 120_000)
afterAll(() => city.close())

const ask = (request: Partial<SimulationRun> = {}, scope = WHOLE): Promise<SimulationAnswer> =>
  whatIf.run('t.queue', simulationRunSchema.parse({ region: scope === WHOLE ? 'd' : 't1', ...request }), scope)
const lever = (levers: object): Partial<SimulationRun> => ({ levers: simulationRunSchema.parse({ levers }).levers })
const endOf = ({ total }: SimulationAnswer): number => total.turned.mid.at(-1)!
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
  } catch (error) {
    if (error instanceof Refused) return `${error.problem.status} ${error.problem.type}`
    throw error
  }
  return 'answered'
}

test('untouched levers change nothing, and it begins at what is open', async () => {
  const answer = await ask()
  expect(answer.places.map(({ region }) => region)).toEqual(['t1', 't2'])
  expect(answer.total.turned).toEqual(answer.total.asIs)
  expect(answer.places.every(({ difference, tone }) => difference === 0 && tone === 'even')).toBe(true)
  const { cells } = await city.indicators.read(
    {
      indicator: 't.active',
      regions: ['t1', 't2'],
      grain: 'day',
      first: local('2026-03-09'),
      last: local('2026-03-09'),
    },
    WHOLE,
  )
  expect(answer.places.map(({ now }) => now)).toEqual(cells.map(({ value }) => value))
  expect([answer.days.length, answer.days[0]]).toEqual([28, '2026-03-10T00:00:00+08:00'])
})

test('the same seed and levers give the same answer to the last digit, another seed another', async () => {
  const levers = lever({ staff: -50 })
  expect(await ask(levers)).toEqual(await ask(levers))
  expect((await ask({ ...levers, seed: '另一个' })).total).not.toEqual((await ask(levers)).total)
})

test('fewer staff or more cases make the backlog grow, more staff never does; one town’s lever leaves the other town alone', async () => {
  const [plain, fewer, more, busier] = [
    await ask(),
    await ask(lever({ staff: -60 })),
    await ask(lever({ staff: 100 })),
    await ask(lever({ arrivals: 50 })),
  ]
  expect(endOf(fewer)).toBeGreaterThan(endOf(plain))
  expect(endOf(busier)).toBeGreaterThan(endOf(plain))
  expect(endOf(more)).toBeLessThanOrEqual(endOf(plain))
  expect(fewer.total.tone).toBe('bad')
  const [first, second] = (await ask(lever({ arrivalsAt: { t1: 80 } }))).places
  expect(first!.arrivals.turned).toBeCloseTo(first!.arrivals.asIs * 1.8, 10)
  expect([first!.difference > 0, second!.difference]).toEqual([true, 0])
})

test('staff is counted in whole persons, and never less than one', async () => {
  const [first, second] = (await ask(lever({ staff: -50 }))).places
  expect([first!.staff, second!.staff]).toEqual([
    { asIs: 2, turned: 1 },
    { asIs: 1, turned: 1 },
  ])
  expect(second!.hands.turned).toBe(second!.hands.asIs)
})

test('it says how far off it would have been, and is no worse than saying that nothing changes', async () => {
  const { backtest } = await ask()
  expect(backtest).toMatchObject({ starts: 4, days: 14 })
  expect(backtest!.error).toBeLessThan(backtest!.naiveError * 1.1)
  expect(backtest!.coverage).toBeGreaterThan(0.6)
})

test('a town sees its own queue and no other, and what is not there in the same words', async () => {
  expect((await ask({}, TOWN)).places.map(({ region }) => region)).toEqual(['t1'])
  expect(await refusal(ask({ region: 't2' }, TOWN))).toBe(await refusal(ask({ region: 'nowhere' }, TOWN)))
  const stranger: Scope = { reaches: [{ roots: ['d'], themes: ['other'], class: 'internal' }] }
  expect(whatIf.list(stranger)).toEqual([])
  expect(await refusal(ask({ region: 'd' }, stranger))).toBe(
    await refusal(whatIf.run('t.nothing', simulationRunSchema.parse({}), stranger)),
  )
  expect(await refusal(ask({ region: 'v11' }))).toBe('400 /problems/no-queue')
})

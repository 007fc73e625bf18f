import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCaseFacts } from '../../cases/index.ts'
import { openWorld, OTHER_TOWN, TOWN, type World } from '../../cases/fixture.ts'
import type { CaseDetail, CausesAnswer } from '../../contract/index.ts'
import { createIndicators, type Indicators } from '../../indicators/index.ts'
import { createIngest, deliverOwn } from '../../ingest/index.ts'
import { startOf } from '../../lib/index.ts'
import { createStore, type Store } from '../../store/index.ts'
import { createCauses } from './causes.ts'

let world: World
let store: Store
let indicators: Indicators
let late: string
let good: string
const MONTH = startOf('month', Date.parse('2026-11-25T00:00:00Z'))

const work = async (one: CaseDetail, steps: readonly object[]): Promise<CaseDetail> => {
  let now = one
  for (const { who = 'town', ...step } of steps as { who?: 'town' | 'clerk' | 'village'; action: 'file' }[])
    now = await world.act(now, world.people[who], step)
  return now
}
const report = (title: string): Promise<CaseDetail> =>
  world.cases.report(
    {
      type: 'governance.dispute',
      title,
      words: '',
      region: world.village,
      place: '',
      evidence: [],
      reporter: null,
      point: null,
    } as never,
    world.people.village,
  )
const HANDLED = [
  { action: 'file' },
  { action: 'dispatch', to: TOWN },
  { action: 'sign' },
  { action: 'feedback', words: '已调解' },
  { who: 'clerk', action: 'verify' },
  { who: 'clerk', action: 'close' },
]

beforeAll(async () => {
  world = await openWorld()
  store = await createStore({ path: ':memory:', threads: 1, memoryLimit: '300MB', readers: 1, readLimitMs: 20_000 })
  const ingest = createIngest({ store, catalog: () => world.catalog, regions: world.regions, clock: world.clock })
  await ingest.ensure()
  indicators = createIndicators({ store, catalog: () => world.catalog, regions: world.regions, clock: world.clock })
  await indicators.refresh()
  good = (await work(await report('楼道堆物'), HANDLED)).id
  late = (await report('邻里漏水')).id
  await work(await report('车位之争'), HANDLED)
  world.at('2026-11-27T15:00:00')
  await work(await world.cases.read(late, world.people.town), [{ action: 'file' }])
  const facts = createCaseFacts({
    ...world,
    catalog: () => world.catalog,
    deliver: deliverOwn(ingest, 'cases', (_, rejects) => {
      throw new Error(JSON.stringify(rejects))
    }),
    failed: (error) => {
      throw error
    },
  })
  await facts.publish()
})
afterAll(async () => {
  await store.close()
  await world.close()
})

const alerts = { list: async () => [], find: async () => null }
const ask = (indicator: string, region: string, who: keyof World['people'] = 'town'): Promise<CausesAnswer> =>
  createCauses({ ...world, indicators, alerts, catalog: () => world.catalog })(
    { indicator, region, grain: 'month', bucket: MONTH },
    world.people[who],
  )
const valueOf = async (indicator: string): Promise<{ value: number; numerator: number; denominator: number }> =>
  (
    await indicators.read(
      { indicator, regions: [TOWN], grain: 'month', first: MONTH, last: MONTH },
      world.people.town.scope,
    )
  ).cells[0] as never

test('an index opens to exactly the cases it counts, the one that harms it most first, and each says by how much', async () => {
  const [part, ...more] = (await ask('loop.duty', TOWN)).parts
  expect(more).toEqual([])
  const { value, numerator, denominator } = await valueOf('loop.duty')
  expect([part!.value, part!.total]).toEqual([value, 3])
  expect(part!.causes.reduce((sum, one) => sum + one.numerator!, 0)).toBe(numerator)
  expect(part!.causes.reduce((sum, one) => sum + one.denominator!, 0)).toBe(denominator)
  const [worst] = part!.causes
  expect(worst).toMatchObject({ kind: 'case', id: late, title: '邻里漏水', tone: 'bad' })
  const rest = part!.causes.slice(1)
  const without =
    (100 * rest.reduce((sum, one) => sum + one.numerator!, 0)) / rest.reduce((sum, one) => sum + one.denominator!, 0)
  expect(worst!.effect).toBeCloseTo(value - without, 9)
  expect(rest.every(({ tone }) => tone === 'good')).toBe(true)
})

test('what an index does not count is not among its causes', async () => {
  const ids = (await ask('loop.closure', TOWN)).parts[0]!.causes.map(({ id }) => id)
  expect(ids).toContain(good)
  expect(ids).not.toContain(late)
})

test('nobody is shown a case, or a place, they may not see', async () => {
  await expect(ask('loop.duty', TOWN, 'other')).rejects.toMatchObject({ problem: { status: 404 } })
  expect((await ask('loop.duty', OTHER_TOWN, 'other')).parts).toEqual([])
  const village = await ask('loop.duty', world.village, 'village')
  expect(village.parts[0]!.total).toBe(3)
  await expect(ask('loop.duty', TOWN, 'department')).rejects.toMatchObject({ problem: { status: 404 } })
})

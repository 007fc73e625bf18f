import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIngest, type Ingest } from '../../ingest/index.ts'
import { createStore, type Store } from '../../store/index.ts'
import { openWorld, TOWN, type World } from '../fixture.ts'
import { createCaseSource, type CaseSourceWatch } from './create-source.ts'

const DATASET = 'governance.hazard'
let world: World
let store: Store
let ingest: Ingest
let source: CaseSourceWatch
let errors: unknown[]

/** As the program does after a start, or a crash. */
const start = (open = world.cases.open): CaseSourceWatch =>
  createCaseSource({ ...world, catalog: () => world.catalog, store, open, failed: (error) => void errors.push(error) })

beforeEach(async () => {
  world = await openWorld()
  store = await createStore({ path: ':memory:', threads: 1, memoryLimit: '200MB', readers: 1, readLimitMs: 20_000 })
  ingest = createIngest({ store, catalog: () => world.catalog, regions: world.regions, clock: world.clock })
  await ingest.ensure()
  errors = []
  source = start()
})
afterEach(async () => {
  await source.close()
  await store.close()
  await world.close()
  expect(errors).toEqual([])
})

const hazard = (id: string, more: object = {}) => ({
  hazard_id: id,
  found_at: '2026-11-25 08:30:00',
  updated_at: '2026-11-25 08:30:00',
  region_code: world.village,
  level: '重大',
  due_at: '2026-12-02 18:00:00',
  fixed_at: null,
  ...more,
})
const deliver = (...rows: object[]) => deliverTo(DATASET, ...rows)
const deliverTo = async (dataset: string, ...rows: object[]) => {
  const stream = (async function* () {
    yield Buffer.from(JSON.stringify(rows))
  })()
  const answer = await ingest.submit({ dataset, source: '区应急管理局', stream, contentType: 'application/json' })
  if ('problem' in answer) throw new Error(answer.problem.title)
  return answer.receipt
}
const opened = async () =>
  (await world.cases.list({ queue: 'all', sort: 'newest', limit: 50 }, world.people.town)).cases

test('what a department delivers as something to be done is a case at its town, in words, at the desk that has to act', async () => {
  await source.take()
  await deliver(hazard('YH-1'), hazard('YH-2', { level: '一般' }), hazard('YH-3', { fixed_at: '2026-11-25 08:50:00' }))
  await source.take()
  const [one, ...more] = await opened()
  expect(more).toEqual([])
  expect(one).toMatchObject({
    title: `${world.regions.get(world.village)!.name}重大隐患整改`,
    type: { id: 'governance.hazard' },
    state: { id: 'dispatched' },
    owner: { id: TOWN },
    origin: { kind: 'feed', title: '区应急管理局 · 安全生产与消防隐患' },
  })
  expect((await world.cases.read(one!.id, world.people.town)).words).toBe('隐患编号 YH-1，整改期限 12月2日 18:00。')
})

test('the same row never makes two cases: delivered again, corrected, or asked for again after a crash before it was noted', async () => {
  await source.take()
  await deliver(hazard('YH-1'))
  await deliver(hazard('YH-1'))
  const crashing = start(async (order) => {
    await world.cases.open(order)
    throw new Error('crash')
  })
  await crashing.take()
  expect(errors.splice(0)).toHaveLength(1)
  await source.take()
  await deliver(hazard('YH-1', { updated_at: '2026-11-25 08:40:00', due_at: '2026-12-03 18:00:00' }))
  await source.take()
  await start().take()
  expect(await opened()).toHaveLength(1)
})

test('a row that becomes serious later opens its case then', async () => {
  await source.take()
  await deliver(hazard('YH-1', { level: '一般' }))
  await source.take()
  expect(await opened()).toHaveLength(0)
  await deliver(hazard('YH-1', { updated_at: '2026-11-25 08:45:00' }))
  await source.take()
  expect(await opened()).toHaveLength(1)
})

test('history opens nothing: what was there before it was a source, and what arrives a month late; bad rows are refused and harm no good one', async () => {
  await deliver(hazard('old-1'))
  await source.take()
  await deliver(
    hazard('old-2', {
      found_at: '2026-10-01 08:30:00',
      due_at: '2026-10-09 18:00:00',
      updated_at: '2026-10-01 08:30:00',
    }),
  )
  const { rejected } = await deliver(
    hazard('bad', { level: '特大' }),
    hazard('late', { found_at: '2026-11-02 08:30:00' }),
    hazard('nowhere', { region_code: '999' }),
  )
  expect(rejected).toBe(2)
  await source.take()
  expect((await opened()).map(({ title }) => title)).toHaveLength(1)
})

test('a bad rating and a citizen who is not satisfied are each something to put right, said without a word about who they are', async () => {
  await source.take()
  const matter = {
    accepted_at: '2026-11-25 08:00:00',
    region_code: world.village,
    channel: '大厅窗口',
    one_network: true,
    version2: true,
    archived: true,
    finished_at: '2026-11-25 08:20:00',
  }
  await deliverTo(
    'service.matter',
    { ...matter, matter_id: 'BJ-1', rating: 2 },
    { ...matter, matter_id: 'BJ-2', rating: 3 },
    { ...matter, matter_id: 'BJ-3' },
  )
  const appeal = {
    received_at: '2026-11-24 08:00:00',
    region_code: world.village,
    kind: '投诉',
    topic: '噪声扰民',
    caller_id: 'M00012345',
    closed_at: '2026-11-25 08:00:00',
  }
  await deliverTo(
    'governance.appeal',
    { ...appeal, appeal_id: 'XF-1', satisfied: false },
    { ...appeal, appeal_id: 'XF-2', satisfied: true },
    { ...appeal, appeal_id: 'XF-3' },
  )
  await source.take()
  const cases = await opened()
  const name = world.regions.get(world.village)!.name
  expect(cases.map(({ title, type }) => [type.title, title]).sort()).toEqual([
    ['差评整改', `${name}大厅窗口办件差评整改`],
    ['诉求再办理', `${name}噪声扰民诉求回访不满意`],
  ])
  for (const { id } of cases)
    expect(JSON.stringify(await world.cases.read(id, world.people.town))).not.toContain('M00012345')
})

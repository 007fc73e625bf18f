import { afterEach, beforeEach, expect, test } from 'vitest'
import { createIngest, type FactDelivery, type Ingest, type Publisher } from '../../ingest/index.ts'
import { createStore, factTable, type Store } from '../../store/index.ts'
import { openWorld, type World } from '../fixture.ts'
import { createCaseFacts } from './publish.ts'

const DATASET = 'loop.case'
let world: World
let store: Store
let errors: unknown[]
let sent: FactDelivery[]

const openStore = () =>
  createStore({ path: ':memory:', threads: 1, memoryLimit: '200MB', readers: 1, readLimitMs: 20_000 })
const doorOf = async (to: Store): Promise<Ingest> => {
  const ingest = createIngest({ store: to, catalog: () => world.catalog, regions: world.regions, clock: world.clock })
  expect(await ingest.ensure()).toEqual([])
  return ingest
}

beforeEach(async () => {
  world = await openWorld()
  store = await openStore()
  errors = []
  sent = []
})
afterEach(async () => {
  await store.close()
  await world.close()
})

/** A publisher as a start of the program makes it; `around` may fail before or after the rows are durable. */
const start = async (
  around: (take: () => Promise<{ repeated: boolean }>) => Promise<{ repeated: boolean }> = (take) => take(),
): Promise<Publisher> => {
  const ingest = await doorOf(store)
  return createCaseFacts({
    ...world,
    catalog: () => world.catalog,
    failed: (error) => errors.push(error),
    deliver: (delivery) =>
      around(async () => {
        if (!delivery.trial) sent.push(delivery)
        const body = (async function* () {
          for (const row of delivery.rows) yield Buffer.from(`${JSON.stringify(row)}\n`)
        })()
        const answer = await ingest.submit({
          dataset: delivery.dataset,
          source: 'cases',
          feeder: 'cases',
          stream: body,
          contentType: 'application/x-ndjson',
          idempotencyKey: delivery.key,
          dryRun: delivery.trial,
        })
        if ('problem' in answer) throw new Error(answer.problem.title)
        expect(answer.receipt.rejects).toEqual([])
        return answer.receipt
      }),
  })
}

const kept = (columns = 'case_id'): Promise<object[]> =>
  store.read(async (sql) =>
    (
      await sql.query(`select ${columns} from ${factTable(DATASET)} where _superseded is null order by case_id`)
    ).records(),
  )
const open = async (cause: string, region = world.village) =>
  (
    await world.cases.open({
      type: 'governance.event',
      title: `井盖缺失 ${cause}`,
      words: '',
      region,
      cause,
      origin: { kind: 'feed', title: '热线', alert: null },
    })
  ).id
const read = (id: string) => world.cases.read(id, world.people.town)
const CRASH = new Error('crash')

test('a crash between ledger and facts loses nothing: the next start catches up', async () => {
  const first = await start(() => Promise.reject(CRASH))
  const ids = [await open('a'), await open('b')]
  await first.publish()
  expect([errors, await kept()]).toEqual([[CRASH], []])
  await (await start()).publish()
  expect(await kept()).toEqual(ids.map((id) => ({ case_id: id })))
})

test('a crash after the rows are durable and before that is noted doubles nothing, though more has happened since', async () => {
  const first = await start(async (take) => {
    await take()
    throw CRASH
  })
  const one = await open('a')
  await first.publish()
  const two = await open('b')
  await world.act(await read(one), world.people.village, { action: 'remark', words: '在路上' })
  const again = await start()
  await again.publish()
  await again.publish()
  expect(await kept()).toEqual([{ case_id: one }, { case_id: two }])
  expect(sent.map(({ rows }) => rows.length)).toEqual([1, 2])
})

test('a start with nothing new writes nothing; facts that were made anew get everything', async () => {
  const ids = [await open('a'), await open('b'), await open('c', world.regions.root.code)]
  await (await start()).publish()
  const version = store.version()
  await (await start()).publish()
  expect(store.version()).toBe(version)
  await store.close()
  store = await openStore()
  await (await start()).publish()
  expect(await kept()).toEqual(ids.map((id) => ({ case_id: id })))
})

test('calls while one is under way are one more round, and a failed round comes again', async () => {
  let failing = true
  const facts = await start((take) => (failing ? Promise.reject(CRASH) : take()))
  await open('a')
  await Promise.all([facts.publish(), facts.publish(), facts.publish()])
  expect(errors.length).toBeLessThanOrEqual(2)
  failing = false
  await facts.publish()
  expect(await kept()).toHaveLength(1)
  await facts.close()
})

test('a row is the case as it is: moved between units it is one row, a late step counts against it, merged it no longer counts', async () => {
  const facts = await start()
  const [one, two] = [await open('a'), await open('b')]
  let now = await read(one)
  now = await world.act(now, world.people.town, { action: 'handover', words: '属执法局', to: 'zhzf' })
  await world.act(now, world.people.town, { action: 'cohandle', words: '请配合', to: 'cgj' })
  await world.act(await read(two), world.people.town, { action: 'merge', to: one })
  await facts.publish()
  const row = 'departments, counted, steps_in_time, steps_due, overdue, complete'
  expect(await kept(row)).toMatchObject([
    { departments: 3, counted: true, overdue: false, complete: false },
    { departments: 1, counted: false },
  ])
  const before = (await kept(row))[0] as { steps_in_time: number; steps_due: number }
  world.at('2026-12-25T09:00:00')
  await world.cases.climb()
  await facts.publish()
  expect((await kept(row))[0]).toMatchObject({
    overdue: true,
    steps_in_time: before.steps_in_time,
    steps_due: before.steps_due + 1,
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  AuditPage,
  DataReturn,
  DeliveriesAnswer,
  DeliveryReceipt,
  MadeToken,
  NoticesAnswer,
  Problem,
  QualityAnswer,
} from './contract/index.ts'
import { createWorld, grant, type Headers } from './testing/index.fixture.ts'

/** A steward sees how data comes in and returns what is wrong with it, through the running server; rows stay. */

let now = Date.parse('2026-11-21T04:30:00Z')
const world = createWorld({ lasting: 'everything', adminPassword: 'Spring-tide-2026', now: () => now })
const { ask, hire, local, restart } = world

const row = (id: string, region = 't1'): object => ({
  id,
  at: '2026-11-21 09:00:00',
  updated_at: '2026-11-21 09:00:00',
  region,
  kind: 'a',
  person: null,
  amount: 2,
  closed_at: null,
})
let feed: Headers
let steward: Headers
let department: Headers
let others: Headers[]
const deliver = async (...rows: object[]): Promise<DeliveryReceipt> => {
  now += 60_000
  return (await ask<DeliveryReceipt>('POST', '/datasets/t.case/rows', feed, rows)).body
}
const deliveries = async (who: Headers): Promise<DeliveriesAnswer> =>
  (await ask<DeliveriesAnswer>('GET', '/datasets/t.case/batches', who)).body
const quality = async (who: Headers): Promise<QualityAnswer['datasets']> =>
  (await ask<QualityAnswer>('GET', '/data-quality', who)).body.datasets
const returned = (who: Headers, batch: string, words = '区域编码写错') =>
  ask<DataReturn & Problem>('POST', `/batches/${batch}/return`, who, { words })

beforeAll(async () => {
  await world.open()
  const { body } = await ask<MadeToken>('POST', '/admin/tokens', local(), {
    kind: 'feed',
    name: '城管局每日报送',
    dataset: 't.case',
  })
  feed = { authorization: `Bearer ${body.secret}` }
  steward = await hire('steward', [{ ...grant('d', ['aggregate', 'rows', 'export', 'configure']), role: 'steward' }])
  department = await hire('bureau', [{ ...grant('d', ['aggregate', 'rows', 'handle']), role: 'department' }])
  others = [
    await hire('town', [grant('t1', ['aggregate', 'rows', 'configure'])]),
    await hire('operator', [{ ...grant('d', ['configure']), role: 'operator' }]),
    await hire('leader', [{ ...grant('d', ['aggregate', 'export']), role: 'leader' }]),
  ]
}, 180_000)
afterAll(world.close)

test('the menu leads those to the deliveries whom their page answers', async () => {
  const led = async (who: Headers) =>
    (await ask<{ seesDeliveries: boolean }>('GET', '/session', who)).body.seesDeliveries
  for (const who of [steward, department, ...others]) expect(await led(who)).toBe((await quality(who)).length > 0)
  expect([await led(department), await led(others[0]!)]).toEqual([true, false])
})

test('a batch is returned in words, its rows stay, and a delivery of the same sender without a refused row answers it', async () => {
  const bad = await deliver(row('a'), row('b', 'nowhere'))
  const before = (await ask('GET', '/datasets/t.case/rows?region=d&grain=day&to=2026-11-21', steward)).body
  const { status, body } = await returned(steward, bad.batch)
  expect([status, body]).toMatchObject([
    201,
    { batch: bad.batch, dataset: 't.case', state: 'returned', words: '区域编码写错', answer: null, closed: null },
  ])
  expect((await ask('GET', '/datasets/t.case/rows?region=d&grain=day&to=2026-11-21', steward)).body).toEqual(before)
  expect((await deliveries(department)).deliveries[0]).toMatchObject({
    batch: bad.batch,
    sender: '城管局每日报送',
    accepted: 1,
    rejected: 1,
    returned: { state: 'returned', by: body.by },
  })
  expect((await quality(steward))[0]).toMatchObject({ dataset: 't.case', rejected: 1, open: 1, mayReturn: true })
  expect((await quality(department))[0]).toMatchObject({ open: 1, mayReturn: false })
  // The sender is told with each receipt until it is put right.
  expect((await deliver(row('c'), row('d', 'nowhere'))).returned).toMatchObject([
    { id: body.id, words: '区域编码写错' },
  ])
  const good = await deliver(row('b'), row('d'))
  expect(good.returned).toBeUndefined()
  expect((await deliveries(steward)).returns).toMatchObject([
    { id: body.id, state: 'corrected', answer: { batch: good.batch, accepted: 2 } },
  ])
  await restart()
  expect((await deliveries(steward)).returns).toMatchObject([{ id: body.id, state: 'corrected', closed: null }])
  expect((await quality(steward))[0]).toMatchObject({ open: 0 })
}, 60_000)

test('what merely comes next answers nothing: each refused row has to come again, or any row where none was refused', async () => {
  const state = async ({ id }: DataReturn): Promise<DataReturn> =>
    (await deliveries(steward)).returns.find((one) => one.id === id)!
  const bad = await deliver(row('x1'), row('x2', 'nowhere'), row('x3', 'nowhere'), row('x4', 'nowhere'))
  const { body: refusedRows } = await returned(steward, bad.batch)
  await deliver(row('hour-1'))
  await deliver(row('x1'), row('x2'))
  expect((await deliver(row('hour-2'))).returned).toMatchObject([{ id: refusedRows.id }])
  expect(await state(refusedRows)).toMatchObject({ state: 'returned', answer: null })
  await deliver(row('x3'), row('hour-3', 'nowhere'))
  await deliver(row('x4'))
  expect(await state(refusedRows)).toMatchObject({ state: 'returned' })
  const last = await deliver(row('x3'))
  expect(await state(refusedRows)).toMatchObject({ state: 'corrected', answer: { batch: last.batch, accepted: 1 } })

  const wrong = await deliver(row('y1'), row('y2'))
  const { body: takenRows } = await returned(steward, wrong.batch, '金额单位写成了万元')
  await deliver(row('hour-4'))
  expect(await state(takenRows)).toMatchObject({ state: 'returned', answer: null })
  const again = await deliver(row('y2'), row('hour-5'))
  expect(await state(takenRows)).toMatchObject({ state: 'corrected', answer: { batch: again.batch } })
}, 60_000)

test('what somebody else delivers answers nothing, and whoever returned it may close it, with words', async () => {
  const bad = await deliver(row('e'), row('f', 'nowhere'))
  const { body } = await returned(steward, bad.batch)
  now += 60_000
  await ask('POST', '/datasets/t.case/rows', local(), [row('g')])
  expect((await deliveries(steward)).returns[0]).toMatchObject({ id: body.id, state: 'returned' })
  const twice = await returned(steward, bad.batch)
  expect([twice.status, twice.body.title]).toEqual([409, '这一批已经退回，正等待改正'])
  const close = (words: string, who = steward) =>
    ask<DataReturn & Problem>('POST', `/data-returns/${body.id}/close`, who, { words })
  expect((await close('好')).status).toBe(400)
  expect((await close('单位已书面说明，不再重报')).body).toMatchObject({
    state: 'closed',
    closed: { words: '单位已书面说明，不再重报' },
  })
  expect((await close('再关一次试试')).status).toBe(409)
  expect((await returned(steward, bad.batch, '还是要改正')).status).toBe(201)
})

test('who may not see the rows of all places is told of no delivery and no return; who may not configure returns none', async () => {
  const { batch } = await deliver(row('h'))
  const refused = await returned(department, batch)
  expect([refused.status, refused.body.type]).toEqual([403, '/problems/not-allowed'])
  const [{ id }] = (await deliveries(steward)).returns as [DataReturn]
  for (const who of others) {
    expect(await quality(who)).toEqual([])
    const asked = [
      await ask<Problem>('GET', '/datasets/t.case/batches', who),
      await returned(who, batch),
      await ask<Problem>('POST', `/data-returns/${id}/close`, who, { words: '不再需要了' }),
    ]
    const missing = [
      await ask<Problem>('GET', '/datasets/t.none/batches', who),
      await returned(who, 'none'),
      await ask<Problem>('POST', '/data-returns/none/close', who, { words: '不再需要了' }),
    ]
    const plain = ({ status, body }: { status: number; body: Problem }): string =>
      `${status} ${JSON.stringify(body)}`.replaceAll(/t\.case|t\.none|none|[0-9a-f-]{36}/g, '□')
    expect(asked.map(plain)).toEqual(missing.map(plain))
    expect(asked.map(({ status }) => status)).toEqual([404, 404, 404])
  }
})

test('a return stands in the audit with its words, and those who look after the data are told', async () => {
  const { body } = await ask<AuditPage>('GET', '/audit?deed=return&limit=50', local())
  expect(body.entries.map(({ why }) => why)).toEqual(
    expect.arrayContaining(['区域编码写错', '单位已书面说明，不再重报', '还是要改正']),
  )
  expect(body.entries.at(-1)?.object).toMatch(/^退回.*的批次 [0-9a-f]{8}$/)
  const told = async (who: Headers) =>
    (await ask<NoticesAnswer>('GET', '/notices', who)).body.notices.filter(({ kind }) => kind === 'data-returned')
  expect((await told(department))[0]).toMatchObject({ title: '一批报送的数据被退回' })
  expect((await told(department))[0]!.words).toMatch(/报送，拒收 1 行。退回意见：还是要改正/)
  for (const who of [steward, ...others]) expect(await told(who)).toEqual([])
})

test('a pause longer than the data is to rest is a gap, and a last delivery older than that is late', async () => {
  const before = (await quality(local()))[0]!
  expect([before.late, before.gaps]).toEqual([false, 0])
  now += 40 * 3_600_000
  expect((await quality(local()))[0]).toMatchObject({ late: true, gaps: 0 })
  await deliver(row('i'))
  expect((await quality(local()))[0]).toMatchObject({
    late: false,
    gaps: 1,
    longestGapSeconds: 40 * 3_600 + 60,
    deliveries: before.deliveries + 1,
  })
})

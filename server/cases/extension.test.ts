import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseReportSchema, casesQuerySchema, type CaseDetail } from '../contract/index.ts'
import type { Refused } from '../indicators/index.ts'
import { openWorld, TOWN, type World } from './fixture.ts'
import type { Reader } from './types.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.at('2026-11-25T09:00:00'))

const refusal = (work: Promise<unknown>): Promise<Refused['problem']> =>
  work.then(
    () => {
      throw new Error('was not refused')
    },
    (error: Refused) => error.problem ?? Promise.reject(error),
  )
const seenBy = (one: CaseDetail, who: Reader): Promise<CaseDetail> => world.cases.read(one.id, who)
const waiting = async (who: Reader): Promise<string[]> =>
  (await world.cases.list(casesQuerySchema.parse({ queue: 'requested' }), who)).cases.map(({ id }) => id)

/** In the village's hands. */
const handling = async (to = world.village): Promise<CaseDetail> => {
  const { town, village } = world.people
  let one = await world.cases.report(
    caseReportSchema.parse({ type: 'governance.dispute', title: '邻里漏水纠纷', region: world.village }),
    village,
  )
  one = await world.act(one, town, { action: 'file' })
  one = await world.act(one, town, { action: 'dispatch', to })
  return world.act(one, to === TOWN ? town : village, { action: 'sign' })
}
const asked = async (): Promise<CaseDetail> =>
  world.act(await handling(), world.people.village, {
    action: 'request',
    amount: 16,
    words: '等鉴定结果，联系 13812345678',
  })

test('whoever handles asks for more time, while every clock goes on; the desk sees who, how much and why, and grants it', async () => {
  const { town, village } = world.people
  const before = await handling()
  expect(before.offers.find(({ action }) => action === 'request')).toMatchObject({
    title: '申请延期',
    needs: { words: true, amount: { title: '申请延长的工作小时数', min: 1, max: 37 } },
    wished: null,
    note: '这一类型最多延期 2 次，每次最长 37 个工作小时；已延 0 次，还可延 2 次。批复之前，时限照常计算。',
  })
  expect(await refusal(world.act(before, village, { action: 'request', amount: 38, words: '等鉴定' }))).toMatchObject({
    status: 422,
    field: 'amount',
  })
  let one = await world.act(before, village, { action: 'request', amount: 16, words: '等鉴定结果，联系 13812345678' })
  expect([one.state.id, one.requested, one.clocks.step!.due, one.clocks.whole.due]).toEqual([
    'handling',
    { at: '2026-11-25T09:00:00+08:00', by: 'village同志', hours: 16 },
    before.clocks.step!.due,
    before.clocks.whole.due,
  ])
  expect([await waiting(town), await waiting(world.people.other)]).toEqual([[one.id], []])

  world.at('2026-11-25T10:00:00')
  one = await seenBy(one, town)
  expect(one.clocks.step!.remainingSeconds).toBe(before.clocks.step!.remainingSeconds - 3600)
  const grant = one.offers.find(({ action }) => action === 'extend')!
  expect(grant).toMatchObject({ title: '批准延期', wished: 16 })
  expect(grant.note).toMatch(
    /^village同志于 2026-11-25 09:00 申请延长 16 个工作小时：等鉴定结果，联系 138\*{4}5678。这一类型最多/,
  )
  // Granted is what the desk says, not what was wished.
  one = await world.act(one, town, { action: 'extend', amount: 8, words: '同意延一天' })
  expect([one.requested, one.clocks.step!.remainingSeconds]).toEqual([
    null,
    before.clocks.step!.remainingSeconds - 3600 + 8 * 3600,
  ])
  expect(one.entries.slice(-2).map(({ action, amount, by }) => `${by.name} ${action.title} ${amount}`)).toEqual([
    'village同志 申请延期 16',
    'town同志 延期 8',
  ])
  expect(one.decided).toEqual({ at: '2026-11-25T10:00:00+08:00', by: 'town同志', hours: 8, words: '同意延一天' })
  expect(await waiting(town)).toEqual([])
  expect((await seenBy(one, village)).offers.find(({ action }) => action === 'request')?.note).toContain(
    '已延 1 次，还可延 1 次',
  )
})

test('a refusal is an entry with its reason, costs no extension and may be asked again', async () => {
  const { town, village } = world.people
  let one = await asked()
  expect(await refusal(world.act(one, village, { action: 'request', amount: 4, words: '再催一次' }))).toMatchObject({
    status: 422,
    title: 'village同志已申请延期，正等待批复',
  })
  expect((await seenBy(one, village)).withheld).toContain('village同志已申请延期，正等待批复')
  expect(await refusal(world.act(one, village, { action: 'extend', amount: 4, words: '自己批' }))).toMatchObject({
    status: 403,
  })
  expect(await refusal(world.act(one, town, { action: 'decline' }))).toMatchObject({ status: 422, field: 'words' })
  const due = one.clocks.step!.due
  one = await world.act(one, town, { action: 'decline', words: '先行调解' })
  expect([one.requested, one.clocks.step!.due, one.entries.at(-1)!.action.title]).toEqual([null, due, '不予延期'])
  expect((await seenBy(one, village)).decided).toMatchObject({ by: 'town同志', hours: null, words: '先行调解' })
  expect(await refusal(world.act(one, town, { action: 'decline', words: '再说一次' }))).toMatchObject({
    status: 422,
    title: '没有待批的延期申请',
  })
  expect((await seenBy(one, village)).offers.find(({ action }) => action === 'request')?.note).toContain('已延 0 次')
})

test('where a desk handles what it gave out itself, another of its own people decides as little as the one who asked: that is for whoever stands above', async () => {
  const { town, clerk, district } = world.people
  let one = await world.act(await handling(TOWN), town, { action: 'request', amount: 8, words: '等材料' })
  for (const who of [town, clerk]) {
    expect(await refusal(world.act(one, who, { action: 'extend', amount: 8, words: '同意' }))).toMatchObject({
      status: 403,
      title: '延期申请须由申请的人和单位以外的人批复',
    })
    expect((await seenBy(one, who)).withheld).toContain('延期申请须由申请的人和单位以外的人批复')
  }
  one = await world.act(one, district, { action: 'extend', amount: 8, words: '同意' })
  expect(one.requested).toBeNull()
})

test('what was asked for lapses when the case leaves whoever asked', async () => {
  const { town, village } = world.people
  for (const leave of [
    { who: village, action: 'feedback', words: '已调解' },
    { who: village, action: 'return', words: '不归我管' },
    { who: town, action: 'handover', to: TOWN, words: '由镇里办' },
  ] as const) {
    const { who, ...action } = leave
    expect((await world.act(await asked(), who, action)).requested).toBeNull()
  }
  expect((await world.act(await asked(), village, { action: 'cohandle', to: 'zhzf' })).requested).not.toBeNull()
})

test('what is not offered is told with its reason: what is ahead, what a rule forbids; nothing that is not one’s own to do', async () => {
  const { town, clerk, village, other } = world.people
  let one = await handling()
  expect((await seenBy(one, town)).withheld).toEqual([
    '“核查通过”“核查不通过”要到“反馈”环节',
    '“结案”要到“核查”环节',
    '“评价”要到“结案”环节',
    '“归档”要到“评价”环节',
  ])
  expect(one.withheld).toEqual([])
  one = await world.act(one, town, { action: 'extend', amount: 1, words: '一' })
  one = await world.act(one, town, { action: 'extend', amount: 1, words: '二' })
  expect([one.withheld[0], (await seenBy(one, village)).withheld]).toEqual([
    '最多延期 2 次，已经延过 2 次',
    ['最多延期 2 次，已经延过 2 次'],
  ])
  one = await world.act(one, town, { action: 'feedback', words: '我代办了' })
  expect(one.withheld.slice(0, 2)).toEqual(['“核查通过”须由反馈人以外的人来做', '“核查不通过”须由反馈人以外的人来做'])
  expect((await seenBy(one, clerk)).withheld[0]).toBe('“结案”要到“核查”环节')
  one = await world.act(one, clerk, { action: 'verify' })
  expect((await refusal(world.cases.read(one.id, other))).status).toBe(404)
  expect((await world.act(one, clerk, { action: 'close' })).withheld).toEqual(['“归档”要到“评价”环节'])
})

test('a case written before extensions were asked for waits for none, and still climbs', async () => {
  const one = await handling()
  await world.ledger.write((sql) =>
    sql.query(
      `update case_state set requested = null, record = replace(replace(record, '"requested":null,', ''), '"decided":null,', '') where id = $1`,
      [one.id],
    ),
  )
  world.at('2026-12-25T09:00:00')
  await world.cases.climb()
  const after = await seenBy(one, world.people.town)
  expect([
    after.climbed !== null,
    after.requested ?? after.decided,
    (await waiting(world.people.town)).includes(one.id),
  ]).toEqual([true, null, false])
})

test('what was decided is told until whoever has to act has acted, asks anew, or another has it', async () => {
  const { town, village } = world.people
  const declined = async () =>
    world.act(await asked(), town, { action: 'decline', words: '先行调解，电话 13812345678' })
  let one = await declined()
  expect((await seenBy(one, village)).decided?.words).toBe('先行调解，电话 138****5678')
  one = await world.act(await seenBy(one, village), village, { action: 'remark', words: '已约双方' })
  expect(one.decided).not.toBeNull()
  expect((await world.act(one, village, { action: 'feedback', words: '已调解' })).decided).toBeNull()
  expect(
    (await world.act(await declined(), village, { action: 'request', amount: 2, words: '只差签字' })).decided,
  ).toBeNull()
  expect((await world.act(await declined(), town, { action: 'handover', words: '换人', to: TOWN })).decided).toBeNull()
})

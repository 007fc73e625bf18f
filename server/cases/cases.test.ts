import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { doingsIn, refusal } from './doings.fixture.ts'
import { DISTRICT, openWorld, TOWN, type World } from './fixture.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.at('2026-11-25T09:00:00'))
const { report, list, handled } = doingsIn(() => world)

test('a case goes from the report to the archive, each step an entry, and reads as the whole loop', async () => {
  const { town, clerk } = world.people
  let one = await handled()
  one = await world.act(one, clerk, { action: 'verify' })
  one = await world.act(one, clerk, { action: 'close' })
  expect((await refusal(world.act(one, town, { action: 'archive' }))).title).toContain('不能')
  one = await world.act(one, clerk, { action: 'rate', amount: 5 })
  expect(one.loop.map(({ state }) => state)).toEqual(Array.from({ length: 8 }, () => 'done'))
  one = await world.act(one, clerk, { action: 'archive' })
  expect(one.state.title).toBe('归档')
  expect(one.entries.map(({ action }) => action.title)).toEqual([
    '上报',
    '立案',
    '派遣',
    '签收',
    '反馈',
    '核查通过',
    '结案',
    '评价',
    '归档',
  ])
  expect(one.offers).toEqual([])
})

test('somebody else verifies: whoever gave the feedback cannot, nor close over it', async () => {
  const { town } = world.people
  let one = await report(town)
  for (const action of [
    { action: 'file' },
    { action: 'dispatch', to: TOWN },
    { action: 'sign' },
    { action: 'feedback', words: '我自己办了' },
  ] as const)
    one = await world.act(one, town, action)
  expect(await refusal(world.act(one, town, { action: 'verify' }))).toMatchObject({
    status: 403,
    title: '“核查通过”须由反馈人以外的人来做',
  })
  expect(one.actions).not.toContain('verify')
  expect((await world.act(one, world.people.clerk, { action: 'verify' })).state.id).toBe('verified')
})

test('of two who act on the same sight one wins, and the other is told what happened meanwhile', async () => {
  const { town, clerk } = world.people
  const one = await report(world.people.village)
  const answers = await Promise.allSettled([
    world.act(one, town, { action: 'file' }),
    world.act(one, clerk, { action: 'void', words: '重复' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  const problem = (answers[1] as PromiseRejectedResult).reason.problem
  expect(problem).toMatchObject({
    status: 409,
    type: '/problems/case-changed',
    title: '这一件刚才town同志已“立案”',
    case: { state: { id: 'filed' } },
  })
  expect(problem.meanwhile).toHaveLength(1)
})

test('the same message twice is done once, and answered twice', async () => {
  const { town } = world.people
  const one = await report(world.people.village, { key: 'phone-1-report' })
  expect((await report(world.people.village, { key: 'phone-1-report' })).id).toBe(one.id)
  const first = await world.act(one, town, { action: 'file', key: 'desk-1-file' })
  const again = await world.act(one, town, { action: 'file', key: 'desk-1-file' })
  expect(again.entries).toEqual(first.entries)
})

test('one cause opens one case, at the town, already given to it', async () => {
  const order = {
    type: '专项清理',
    title: '事件积压',
    words: '待办 62 件',
    region: TOWN,
    origin: { kind: 'rule' as const, title: '事件积压', alert: 'a1' },
    cause: 'alert:a1',
  }
  const first = await world.cases.open(order)
  expect(await world.cases.open(order)).toEqual({ id: first.id, repeated: true })
  const one = await world.cases.read(first.id, world.people.town)
  expect(one).toMatchObject({ state: { id: 'dispatched' }, owner: { id: TOWN }, origin: { alert: 'a1' } })
  expect(one.entries.map(({ action, automatic }) => `${action.id} ${automatic}`)).toEqual([
    'report true',
    'file true',
    'dispatch true',
  ])
  expect(one.offers[0]).toMatchObject({ action: 'sign', primary: true })
})

test('clocks run in working time: over the weekend nothing is lost, and late is late', async () => {
  world.at('2026-11-27T17:00:00')
  const one = await report(world.people.village)
  expect(one.clocks.step).toMatchObject({
    due: '2026-11-30T12:00:00+08:00',
    remainingSeconds: 4 * 3600,
    words: '剩 4 小时',
    state: 'running',
  })
  world.at('2026-11-29T12:00:00')
  expect((await world.cases.read(one.id, world.people.town)).clocks.step).toMatchObject({
    remainingSeconds: 3.5 * 3600,
    state: 'running',
  })
  world.at('2026-11-30T14:00:00')
  expect((await world.cases.read(one.id, world.people.town)).clocks.step).toMatchObject({
    remainingSeconds: 0,
    overdueSeconds: 1800,
    state: 'overdue',
    words: '超 30 分钟',
  })
  expect((await list(world.people.town, { queue: 'overdue' })).cases.map(({ id }) => id)).toContain(one.id)
})

test('a step past its limit climbs once, to the level above, and comes down when somebody acts', async () => {
  world.at('2027-03-01T09:00:00')
  const one = await report(world.people.village)
  world.at('2027-03-02T17:00:00')
  expect(await world.cases.climb()).toBeGreaterThan(0)
  expect(await world.cases.climb()).toBe(0)
  const late = await world.cases.read(one.id, world.people.town)
  expect(late.climbed?.to).toBe('萧山区')
  expect(late.clocks.whole).toMatchObject({
    calendarKnown: false,
    calendarNote: '2027年按放假办法推定，待国务院办公厅通知',
  })
  expect((await world.act(late, world.people.town, { action: 'file' })).climbed).toBeNull()
})

test('duplicates are found near in place and time, merged into one, and taken apart again', async () => {
  const { town } = world.people
  const here: [number, number] = [120.45, 30.18]
  const kept = await report(town, { type: 'environment.pollution', title: '河面油污', point: here })
  const far = await report(town, { type: 'environment.pollution', title: '别处油污', point: [120.55, 30.18] })
  const same = await report(town, {
    type: 'environment.pollution',
    title: '河里有油',
    point: [here[0] + 0.0005, here[1]],
  })
  expect(same.duplicates.map(({ id }) => id)).toEqual([kept.id])
  const merged = await world.act(same, town, { action: 'merge', to: kept.id })
  expect(merged).toMatchObject({
    state: { id: 'merged' },
    mergedInto: { id: kept.id },
    clocks: { whole: { state: 'paused' } },
  })
  const whole = await world.cases.read(kept.id, town)
  expect(whole.merged.map(({ id }) => id)).toEqual([same.id])
  expect(whole.entries.at(-1)?.words).toBe(`${same.id} 并入本件`)
  expect(await refusal(world.act(far, town, { action: 'merge', to: merged.id }))).toMatchObject({
    status: 422,
    field: 'to',
  })
  const apart = await world.act(merged, town, { action: 'unmerge', words: '不是一处' })
  expect(apart).toMatchObject({ state: { id: 'reported' }, mergedInto: null })
})

test('what was voided by mistake before it was filed is reported again, and can still go the whole way', async () => {
  const { town, clerk, village } = world.people
  let one = await report(village)
  one = await world.act(one, town, { action: 'void', words: '重复录入' })
  one = await world.act(one, town, { action: 'reopen', words: '不是重复，恢复' })
  expect(one).toMatchObject({ state: { id: 'reported' }, clocks: { step: { overdueSeconds: 0 } } })
  one = await world.act(one, town, { action: 'file' })
  one = await world.act(one, town, { action: 'void', words: '又错了' })
  one = await world.act(one, town, { action: 'reopen', words: '再恢复' })
  expect(one.state.id).toBe('filed')
  one = await world.act(one, town, { action: 'dispatch', to: world.village })
  one = await world.act(one, village, { action: 'sign' })
  one = await world.act(one, village, { action: 'feedback', words: '已清理' })
  for (const action of [
    { action: 'verify' },
    { action: 'close' },
    { action: 'rate', amount: 4 },
    { action: 'archive' },
  ] as const)
    one = await world.act(one, clerk, action)
  expect(one.loop.filter(({ state }) => state === 'missing')).toEqual([])
})

test('an extension moves both limits and is given by whoever is not asked to handle, as often as the type allows', async () => {
  const { town, village } = world.people
  let one = await report(village)
  one = await world.act(one, town, { action: 'file' })
  one = await world.act(one, town, { action: 'dispatch', to: world.village })
  one = await world.act(one, village, { action: 'sign' })
  expect(one.actions).not.toContain('extend')
  // Five working days of seven and a half hours at once, and no hour more.
  expect((await world.cases.read(one.id, town)).offers.find(({ action }) => action === 'extend')?.needs.amount).toEqual(
    { title: '延长的工作小时数', min: 1, max: 37 },
  )
  expect(await refusal(world.act(one, town, { action: 'extend', amount: 38, words: '需要鉴定' }))).toMatchObject({
    status: 422,
    field: 'amount',
    title: '延长的工作小时数须是 1 到 37 的整数',
  })
  const before = one.clocks.step!.remainingSeconds
  one = await world.act(one, town, { action: 'extend', amount: 15, words: '需要鉴定' })
  expect(one.clocks.step!.remainingSeconds).toBe(before + 15 * 3600)
  one = await world.act(one, town, { action: 'extend', amount: 8, words: '还在鉴定' })
  expect(await refusal(world.act(one, town, { action: 'extend', amount: 8, words: '再等等' }))).toMatchObject({
    status: 422,
    title: '最多延期 2 次，已经延过 2 次',
  })
})

test('a task that nobody supervised is missing a step and stays out of the archive', async () => {
  const { district, leader, town, clerk } = world.people
  let one = await report(district, { type: 'operation.inspection', title: '督查：停车难整治', region: DISTRICT })
  one = await world.act(one, district, { action: 'file' })
  one = await world.act(one, district, { action: 'dispatch', to: TOWN })
  one = await world.act(one, town, { action: 'sign' })
  one = await world.act(one, clerk, { action: 'feedback', words: '新增车位 120 个' })
  expect(one.loop.find(({ step }) => step.id === 'oversee')?.state).toBe('missing')
  expect(one.loop.find(({ step }) => step.id === 'serve')?.state).toBe('done')
  one = await world.act(one, district, { action: 'verify' })
  expect(one.offers.find(({ action }) => action === 'close')?.note).toBe(
    '闭环还缺“监管”。结案后只有“重新办理”才能补上，补齐之前不能归档。',
  )
  one = await world.act(one, district, { action: 'reject', words: '还差两处' })
  expect(['serve', 'inspect'].map((id) => one.loop.find(({ step }) => step.id === id)?.state)).toEqual([
    'ahead',
    'ahead',
  ])
  one = await world.act(one, leader, { action: 'supervise', words: '限月底前完成' })
  one = await world.act(one, town, { action: 'feedback', words: '全部完成' })
  one = await world.act(one, district, { action: 'verify' })
  expect(one.offers.find(({ action }) => action === 'close')?.note).toBeNull()
  for (const action of [{ action: 'close' }, { action: 'rate', amount: 4 }] as const)
    one = await world.act(one, district, action)
  expect((await world.act(one, district, { action: 'archive' })).state.id).toBe('archived')
})

test('a search tells of a number no more than the list shows: what is masked is not found sign by sign', async () => {
  const { town } = world.people
  const one = await report(town, {
    type: 'environment.pollution',
    title: '住户来电13812345678反映漏油',
    place: '湖滨路9号，身份证330109199001011234',
  })
  const finds = async (q: string): Promise<boolean> => (await list(town, { q })).cases.some(({ id }) => id === one.id)
  for (const shown of ['漏油', '138', '5678', '湖滨路9号', '138****5678', one.id])
    expect([shown, await finds(shown)]).toEqual([shown, true])
  for (const hidden of ['1381', '13812', '12345678', '8123', '0119900', '330109199001'])
    expect([hidden, await finds(hidden)]).toEqual([hidden, false])
  // Whoever knows the whole number finds what looks like it, and no more is told by that than is shown.
  for (const whole of ['13812345678', '13899995678', '330109199001011234'])
    expect([whole, await finds(whole)]).toEqual([whole, true])
  expect(await finds('13812345679')).toBe(false)
})

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseReportSchema, casesQuerySchema, type CaseDetail } from '../contract/index.ts'
import type { Refused } from '../indicators/index.ts'
import { DISTRICT, openWorld, OTHER_TOWN, reader, TOWN, type World } from './fixture.ts'
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
const report = (who: Reader, more: object = {}): Promise<CaseDetail> =>
  world.cases.report(
    caseReportSchema.parse({
      type: 'governance.dispute',
      title: '邻里漏水纠纷',
      words: '三楼漏水到二楼',
      region: world.village,
      ...more,
    }),
    who,
  )
const list = (who: Reader, query: object = {}) => world.cases.list(casesQuerySchema.parse(query), who)

/** From the report to verified, by the town and its village. */
const handled = async (): Promise<CaseDetail> => {
  const { town, village } = world.people
  let one = await report(village)
  one = await world.act(one, town, { action: 'file' })
  one = await world.act(one, town, { action: 'dispatch', to: world.village })
  one = await world.act(one, village, { action: 'sign' })
  return world.act(one, village, { action: 'feedback', words: '已调解，双方签字' })
}

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

test('what lies outside reads as what does not exist; whoever is asked to help sees it', async () => {
  const { town, other, department } = world.people
  let one = await report(town, { type: 'governance.dispute' })
  const absent = (await refusal(world.cases.read('330109-20200101-00001', other))).title.replace(
    '330109-20200101-00001',
    'N',
  )
  expect((await refusal(world.cases.read(one.id, other))).title.replace(one.id, 'N')).toBe(absent)
  expect((await list(other)).total).toBe(0)
  expect((await refusal(list(other, { region: TOWN }))).status).toBe(404)
  expect((await refusal(world.cases.read(one.id, department))).status).toBe(404)
  one = await world.act(one, town, { action: 'file' })
  one = await world.act(one, town, { action: 'cohandle', to: 'zhzf' })
  expect((await world.cases.read(one.id, department)).cohandlers).toEqual([expect.objectContaining({ id: 'zhzf' })])
  expect((await list(department)).cases.map(({ id, helping }) => [id, helping])).toEqual([[one.id, true]])
  expect((await world.cases.read(one.id, town)).helping).toBe(false)
})

test('a leader sees every case and no personal field; only a right to unmask shows it', async () => {
  const one = await report(world.people.village, {
    title: '邻里噪声，致电 13800001234',
    words: '另一方 13900005678',
    reporter: { name: '王小明', phone: '13800001234' },
  })
  expect((await world.cases.read(one.id, world.people.leader)).reporter).toEqual({
    name: '王*明',
    phone: '138****1234',
    masked: true,
  })
  expect(await world.cases.read(one.id, world.people.leader)).toMatchObject({
    title: '邻里噪声，致电 138****1234',
    words: '另一方 139****5678',
  })
  expect(JSON.stringify(await list(world.people.leader))).not.toContain('13800001234')
  const unmasking = {
    ...world.people.leader,
    scope: { reaches: [{ roots: [DISTRICT], themes: 'all' as const, class: 'personal' as const }] },
  }
  expect((await world.cases.read(one.id, unmasking)).reporter).toEqual({
    name: '王小明',
    phone: '13800001234',
    masked: false,
  })
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

test('pages follow one another without a gap, and each tab is as long as it says', async () => {
  const { district } = world.people
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list(district, { limit: 3, ...(cursor === undefined ? {} : { cursor }) })
    seen.push(...page.cases.map(({ id }) => id))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  const all = await list(district, { limit: 200 })
  expect(seen).toEqual(all.cases.map(({ id }) => id))
  expect(new Set(seen).size).toBe(all.total)
  for (const queue of ['new', 'mine', 'due', 'overdue', 'supervised', 'climbed', 'open', 'done'] as const) {
    const tab = await list(district, { queue, limit: 200 })
    expect(tab.cases).toHaveLength(all.counts[queue])
  }
})

test('somebody with sixty villages, granted one by one, sees in each what somebody with that one sees', async () => {
  const villages = [TOWN, OTHER_TOWN, '330109104', '330109108']
    .flatMap((town) => world.regions.children(town).map(({ code }) => code))
    .slice(0, 60)
  expect(villages).toHaveLength(60)
  await report(world.people.village)
  const each = villages.map((village) => reader('grid', 'village', village))
  const all: Reader = {
    person: { ...each[0]!.person, grants: each.flatMap(({ person }) => person.grants) },
    scope: { reaches: each.flatMap(({ scope }) => scope.reaches) },
  }
  let sum = 0
  for (const one of each) sum += (await list(one, { limit: 1 })).total
  const { cases, total } = await list(all, { queue: 'all', limit: 200 })
  expect([total, cases.length]).toEqual([sum, sum])
  expect(sum).toBeGreaterThan(0)
})

test("what a party already has is told only of those within the reader's reach, and only of what the reader may see", async () => {
  const { town, village, district, department } = world.people
  const openOf = async (
    who: Reader,
    id: string,
    region = who.person.grants[0]!.region,
  ): Promise<number | null | undefined> =>
    (await world.cases.parties({ action: 'dispatch', region }, who)).parties.find((party) => party.id === id)?.open
  const before = await openOf(district, TOWN)
  await world.act(await report(town), town, { action: 'file' })
  const listed = (await list(town, { queue: 'mine', limit: 200 })).total
  expect(await openOf(district, TOWN)).toBe(before! + 1)
  expect(await openOf(town, TOWN, world.village)).toBe(listed)
  expect(await openOf(district, OTHER_TOWN)).not.toBeNull()
  const ids = (await world.cases.parties({ action: 'dispatch', region: DISTRICT }, district)).parties.map(
    ({ id }) => id,
  )
  expect(ids).toHaveLength(new Set(ids).size)
  expect(await openOf(town, OTHER_TOWN, world.village)).toBeUndefined()
  expect(await openOf(town, DISTRICT, world.village)).toBeNull()
  expect(await openOf(village, TOWN)).toBeNull()
  expect(await openOf(department, TOWN, DISTRICT)).toBeLessThan((await openOf(district, TOWN))!)
})

test('a report is taken for one’s own places alone: a place one only sees is refused by name, another does not exist', async () => {
  const { leader, village } = world.people
  const asked = (region: string, who: Reader) =>
    refusal(
      world.cases.report(caseReportSchema.parse({ type: 'governance.dispute', title: '邻里漏水纠纷', region }), who),
    )
  expect(await asked(TOWN, leader)).toMatchObject({
    status: 403,
    title: '您不能为瓜沥镇上报“矛盾纠纷调处”',
    field: 'region',
  })
  expect(await asked(OTHER_TOWN, village)).toMatchObject({ status: 404, type: '/problems/unknown-region' })
  // Nor is a theme told to whom it is not shown.
  const market = reader('m', 'analyst', DISTRICT, { themes: ['market'], actions: ['aggregate'] })
  expect(await asked(TOWN, market)).toMatchObject({ status: 404, type: '/problems/unknown-region' })
})

test('who can be chosen is said by the server, and nobody else can be given it', async () => {
  const { town } = world.people
  let one = await report(town)
  one = await world.act(one, town, { action: 'file' })
  const { parties } = await world.cases.parties({ case: one.id, action: 'dispatch' }, town)
  expect(parties[0]).toMatchObject({ kind: 'person', id: 'village' })
  expect(parties.map(({ id }) => id)).toEqual(expect.arrayContaining([world.village, TOWN, 'zhzf']))
  expect(await refusal(world.act(one, town, { action: 'dispatch', to: 'other' }))).toMatchObject({
    status: 422,
    field: 'to',
  })
  expect(parties.some(({ id }) => id === 'other')).toBe(false)
  const beside = world.regions.children(TOWN)[1]!.code
  expect(parties.map(({ id }) => id)).toContain(beside)
  expect((await world.act(one, town, { action: 'dispatch', to: beside })).owner?.id).toBe(beside)
  one = await world.cases.read(one.id, town)
  // The town beside is not there for a town: what belongs to it goes back to the district, which sees both.
  expect(parties.some(({ id }) => id === OTHER_TOWN)).toBe(false)
  const nowhere = await refusal(world.act(one, town, { action: 'dispatch', to: 'no-such-unit' }))
  expect(await refusal(world.act(one, town, { action: 'dispatch', to: OTHER_TOWN }))).toEqual(nowhere)
})

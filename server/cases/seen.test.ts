import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { caseReportSchema } from '../contract/index.ts'
import { doingsIn, refusal } from './doings.fixture.ts'
import { DISTRICT, openWorld, OTHER_TOWN, reader, TOWN, type World } from './fixture.ts'
import type { Reader } from './types.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.at('2026-11-25T09:00:00'))
const { report, list } = doingsIn(() => world)

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

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CaseDetail } from '../contract/index.ts'
import { png } from './evidence/image.fixture.ts'
import { doingsIn, refusal } from './doings.fixture.ts'
import { DISTRICT, openWorld, OTHER_TOWN, TOWN, type World } from './fixture.ts'
import { CASE_TABLES } from './rows/tables.ts'
import type { Reader } from './types.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(() => world.at('2026-11-25T09:00:00'))
const { report, list } = doingsIn(() => world)

const filed = async (by: Reader = world.people.town, type = 'governance.dispute'): Promise<CaseDetail> =>
  world.act(await report(by, { type, reporter: { name: '王小明', phone: '13800001234' } }), world.people.town, {
    action: 'file',
  })
const given = async (to: string): Promise<CaseDetail> =>
  world.act(await filed(), world.people.town, { action: 'dispatch', to })
const sees = async (who: Reader, { id }: Pick<CaseDetail, 'id'>): Promise<boolean> =>
  world.cases.read(id, who).then(
    () => true,
    () => false,
  )

test('whoever is sent out reads what is given to them and no other case of the place, nor its photo, number or size', async () => {
  const { nurse, town } = world.people
  const photo = await world.cases.keepPhoto(png([], 41), town)
  const other = await report(town, { evidence: [photo.id], title: '不该看到的一件' })
  const before = (await list(nurse, { queue: 'all' })).total
  const one = await given('nurse')
  expect([await sees(nurse, one), await sees(nurse, other)]).toEqual([true, false])
  const missing = (await refusal(world.cases.read('330109-20200101-00001', nurse))).title
  expect((await refusal(world.cases.read(other.id, nurse))).title.replace(other.id, '330109-20200101-00001')).toBe(
    missing,
  )
  expect((await refusal(world.cases.photo(photo.id, nurse))).status).toBe(404)
  const { cases, total, counts } = await list(nurse, { queue: 'all', limit: 200 })
  expect([total, counts.all, cases.length]).toEqual([before + 1, before + 1, before + 1])
  expect((await list(nurse, { queue: 'all', q: '不该看到' })).total).toBe(0)
  expect((await list(town, { queue: 'all', q: '不该看到' })).total).toBe(1)
  expect(await world.cases.known([{ key: 'a', id: other.id }], nurse)).toEqual(new Map())
  expect((await refusal(world.act(other, nurse, { action: 'remark', words: '看过了' }))).status).toBe(404)
})

test('what they are sent to they do to its end, and read it afterwards; a colleague beside them does not', async () => {
  const { nurse, grid, town } = world.people
  let one = await given('nurse')
  one = await world.act(await world.cases.read(one.id, nurse), nurse, { action: 'sign' })
  expect(one).toMatchObject({ reporter: { name: '王小明', phone: '13800001234', masked: false } })
  const photo = await world.cases.keepPhoto(png([], 42), nurse)
  one = await world.act(one, nurse, { action: 'feedback', words: '已上门处置', evidence: [photo.id] })
  expect([one.owner?.id, await sees(nurse, one), await sees(grid, one)]).toEqual([TOWN, true, false])
  expect((await list(nurse, { queue: 'mine', limit: 200 })).cases.map(({ id }) => id)).not.toContain(one.id)
  expect((await list(nurse, { queue: 'all', limit: 200 })).cases.map(({ id }) => id)).toContain(one.id)
  expect((await world.cases.photo(photo.id, nurse)).mediaType).toBe('image/png')
  expect(one.actions).not.toContain('verify')
  expect(await sees(town, one)).toBe(true)
})

test('what was taken from them before they did anything is no longer theirs to read', async () => {
  const { nurse, town } = world.people
  const one = await given('nurse')
  const moved = await world.act(one, town, { action: 'handover', to: 'village', words: '改派村社' })
  expect([await sees(nurse, one), moved.owner?.id]).toEqual([false, 'village'])
})

test('what they reported they follow; where their grant ends, so does what they had a hand in', async () => {
  const { grid } = world.people
  const one = await filed(grid)
  expect(await sees(grid, one)).toBe(true)
  const moved: Reader = {
    person: { ...grid.person, unit: TOWN, grants: [] },
    scope: { reaches: [] },
  }
  expect(await sees(moved, one)).toBe(await sees({ ...moved, person: { ...moved.person, id: 'other' } }, one))
  expect(await sees({ ...moved, person: { ...moved.person, unit: undefined! } }, one)).toBe(false)
})

test('the staff of a village who are sent out have what the village is given; those without a unit have not', async () => {
  const { nurse, grid } = world.people
  const one = await given(world.village)
  expect([await sees(grid, one), await sees(nurse, one)]).toEqual([true, false])
  expect((await world.act(one, grid, { action: 'sign' })).state.id).toBe('handling')
})

test('however wide their grant, whoever is sent out stands above no desk', async () => {
  const { town } = world.people
  // Over the district, and staff of another town: neither lends the other what it has not.
  const [grant] = world.people.nurse.person.grants
  const wide: Reader = {
    person: {
      ...world.people.nurse.person,
      grants: [
        { ...grant!, region: DISTRICT },
        { ...grant!, role: 'village', region: OTHER_TOWN },
      ],
    },
    scope: { reaches: [{ roots: [DISTRICT], themes: 'all', class: 'internal', own: true }] },
  }
  const one = await given('nurse')
  expect((await world.cases.read(one.id, wide)).actions).toEqual([
    'sign',
    'assign',
    'return',
    'request',
    'cohandle',
    'remark',
  ])
  expect((await world.cases.read(one.id, town)).actions).toContain('void')
  expect(await world.cases.tasks({ region: TOWN, queue: 'all', limit: 10 }, wide.scope)).toMatchObject({
    rows: [],
    total: 0,
  })
})

test('whoever is sent out and sees other cases by another grant is shown who somebody is in their own alone', async () => {
  const { nurse } = world.people
  const [sent] = nurse.person.grants
  const both: Reader = {
    person: { ...nurse.person, grants: [sent!, { ...sent!, role: 'town', region: TOWN, actions: ['aggregate'] }] },
    scope: { reaches: [...nurse.scope.reaches, { roots: [TOWN], themes: 'all', class: 'internal' }] },
  }
  const [others, own] = [await given(world.village), await given('nurse')]
  expect((await world.cases.read(others.id, both)).reporter).toMatchObject({ name: '王*明', masked: true })
  expect((await world.cases.read(own.id, both)).reporter).toMatchObject({ name: '王小明', masked: false })
})

test('how many cases others have is told of none but their own', async () => {
  const { nurse, town } = world.people
  await given('village')
  const { parties } = await world.cases.parties({ action: 'dispatch', region: world.village }, nurse)
  const open = Object.fromEntries(parties.map(({ id, open: count }) => [id, count]))
  expect([open['village'], open[world.village]]).toEqual([null, null])
  expect(open['nurse']).toBe((await list(nurse, { queue: 'mine' })).total)
  const told = (await world.cases.parties({ action: 'dispatch', region: world.village }, town)).parties
  expect(told.find(({ id }) => id === 'village')?.open).toBeGreaterThan(0)
})

test('of cases kept before it was noted, who had a hand in them is read from their chains', async () => {
  const { nurse } = world.people
  const one = await world.act(await given('nurse'), nurse, { action: 'sign' })
  const back = await world.act(one, nurse, { action: 'return', words: '不在服务范围' })
  await world.ledger.write((sql) =>
    sql.query(`update case_state set record = json_merge_patch(record, '{"hands":null}')`),
  )
  expect(await sees(nurse, back)).toBe(false)
  await world.ledger.write((sql) => sql.query(CASE_TABLES.find((step) => step.includes("'hands'"))!))
  expect([await sees(nurse, back), (await list(nurse, { queue: 'all', q: back.id })).total]).toEqual([true, 1])
})

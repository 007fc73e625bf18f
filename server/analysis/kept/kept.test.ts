import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Action, Person } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import { loadDefinitions, smallTree, ZONE, local } from '../../indicators/testing/city.ts'
import { createClock } from '../../lib/index.ts'
import { createLedger, type Ledger } from '../../store/index.ts'
import { createAnnotations, type Annotations } from './annotations.ts'
import { createSavedViews, type Reading, type SavedViews } from './saved-views.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../../indicators/testing/metrics', import.meta.url)))
const reader = (
  id: string,
  region: string,
  { actions = ['aggregate', 'export'], themes = 'all' }: { actions?: Action[]; themes?: string[] | 'all' } = {},
): Reading => {
  const person: Person = { id, name: `${id}同志`, post: '', grants: [{ role: 'analyst', region, themes, actions }] }
  return {
    person,
    scope: { reaches: actions.includes('aggregate') ? [{ roots: [region], themes, class: 'internal' }] : [] },
  }
}
const district = reader('district', 'd')
const town = reader('town', 't1')
const other = reader('other', 't2')
const leader = reader('leader', 'd', { actions: ['aggregate'] })
const elsewhere = reader('elsewhere', 'd', { themes: ['nothing'] })
const refusal = async (work: () => unknown): Promise<number> => {
  try {
    await work()
  } catch (error) {
    if (error instanceof Refused) return error.problem.status
    throw error
  }
  return 0
}

let folder: string
let ledger: Ledger
let views: SavedViews
let notes: Annotations
const open = async (): Promise<void> => {
  ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '50MB' })
  const deps = {
    ledger,
    catalog: () => catalog,
    regions: smallTree(),
    clock: createClock(ZONE, () => ZONE.toInstant(local('2026-03-10 12:00'))),
  }
  views = await createSavedViews(deps)
  notes = await createAnnotations(deps)
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-kept-'))
  await open()
})
afterEach(async () => {
  await ledger.close()
  rmSync(folder, { recursive: true })
})

const titles = (who: Reading): string[] => views.list(who).map(({ title }) => title)
const saved = (who: Reading, title: string, shared: boolean, region = 't1') =>
  views.save({ title, address: 'tab=map', region, indicators: ['t.count'], shared }, who)
const written = (who: Reading, region: string, words: string, indicator: string | null = null) =>
  notes.add({ region, indicator, on: '2026-03-05', words }, who)
const seen = (who: Reading, region: string): string[] =>
  notes.list({ region, indicator: 't.count', grain: 'month' }, who).map(({ words }) => words)

test('a view is its author’s alone until it is shared, and then only of those who may see what it names', async () => {
  const { id } = await saved(district, '重点镇街', false)
  expect([titles(district), titles(town)]).toEqual([['重点镇街'], []])
  await views.change(id, { shared: true }, district)
  expect([town, other, leader, elsewhere].map(titles)).toEqual([['重点镇街'], [], ['重点镇街'], []])
  expect(views.list(town)[0]).toMatchObject({ mine: false, author: 'district同志', address: 'tab=map' })
})

test('only its author renames or removes it; a removed one can be brought back, also after a restart', async () => {
  const { id } = await saved(district, '旧名', true)
  expect(await refusal(() => views.change(id, { title: '改' }, town))).toBe(404)
  expect(await refusal(() => views.remove(id, town))).toBe(404)
  await views.change(id, { title: '新名' }, district)
  await views.remove(id, district)
  expect(titles(district)).toEqual([])
  await ledger.close()
  await open()
  expect(titles(district)).toEqual([])
  await views.restore(id, district)
  expect(titles(town)).toEqual(['新名'])
})

test('nobody saves a view of a place or indicator they may not see', async () => {
  expect(await refusal(() => saved(town, '别处', true, 't2'))).toBe(404)
  expect(await refusal(() => saved(elsewhere, '别的领域', true, 'd'))).toBe(404)
  const { id } = await saved(town, '本镇', true)
  expect(await refusal(() => views.change(id, { region: 'd', indicators: ['t.count'] }, town))).toBe(404)
})

test('words on a date stand in the charts of their place and of all below it, and name no place above the reader', async () => {
  await written(district, 'd', '全区台风')
  await written(town, 't1', '专项清理', 't.count')
  expect([seen(district, 'd'), seen(town, 't1'), seen(town, 'v11'), seen(other, 't2')]).toEqual([
    ['全区台风'],
    ['全区台风', '专项清理'],
    ['全区台风', '专项清理'],
    ['全区台风'],
  ])
  expect(
    notes
      .list({ region: 't1', indicator: 't.count', grain: 'month' }, town)
      .map(({ region, bucket }) => [region, bucket.slice(0, 10)]),
  ).toEqual([
    [null, '2026-03-01'],
    ['t1', '2026-03-01'],
  ])
  expect(notes.list({ region: 't1', indicator: 't.ratio', grain: 'day' }, town).map(({ words }) => words)).toEqual([
    '全区台风',
  ])
  expect(notes.list({ region: 't1', indicator: null, grain: 'day', first: local('2026-03-06') }, town)).toEqual([])
})

test('only who may take the numbers of a place out writes on its dates; only the author and the steward take words away', async () => {
  expect(await refusal(() => written(leader, 'd', '无权'))).toBe(403)
  expect(await refusal(() => written(town, 'd', '上级'))).toBe(404)
  expect(
    [elsewhere, leader, district].map(({ person }) => notes.mayAdd(person, { region: 'd', indicator: null })),
  ).toEqual([false, false, true])
  const { id } = await written(town, 't1', '专项清理')
  expect(await refusal(() => notes.remove(id, other))).toBe(404)
  expect(await refusal(() => notes.remove(id, leader))).toBe(403)
  await notes.remove(id, reader('steward', 'd', { actions: ['aggregate', 'configure'] }))
  expect(seen(town, 't1')).not.toContain('专项清理')
  await notes.restore(id, town)
  expect(seen(town, 't1')).toContain('专项清理')
})

test('the author changes words and date, a steward may, others may not; a day there is not is refused', async () => {
  const { id } = await written(town, 't1', '专项清里')
  expect(await refusal(() => notes.change(id, { words: '抢改' }, other))).toBe(404)
  expect(await refusal(() => notes.change(id, { words: '抢改' }, leader))).toBe(403)
  expect(await refusal(() => notes.change(id, { on: '2026-02-30' }, town))).toBe(400)
  await notes.change(id, { words: '专项清理' }, town)
  await notes.change(id, { on: '2026-02-11' }, reader('steward', 'd', { actions: ['aggregate', 'configure'] }))
  expect(
    notes
      .list({ region: 't1', indicator: null, grain: 'month' }, town)
      .map(({ words, on, bucket, author }) => [words, on, bucket.slice(0, 7), author]),
  ).toEqual([['专项清理', '2026-02-11', '2026-02', 'town同志']])
})

test('whoever shows charts of a place hears when words on its dates change', async () => {
  const heard: string[] = []
  notes.onChange((region) => heard.push(region))
  const { id } = await written(town, 't1', '专项清理')
  await notes.remove(id, town)
  expect(heard).toEqual(['t1', 't1'])
})

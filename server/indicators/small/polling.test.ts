import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Scope } from '../../contract/index.ts'
import { startOf } from '../../lib/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE, ZONE, type City } from '../testing/city.ts'

/** What is learned by asking again and again: what is kept from whoever does, and what is not. */
const catalog = await loadDefinitions(fileURLToPath(new URL('./metrics', import.meta.url)))
const MINUTE = 60_000
const LEADER: Scope = { reaches: [{ roots: ['d'], themes: 'all', class: 'internal', rows: false }] }
/** Sees the rows of one village, and the numbers of all. */
const VILLAGE: Scope = {
  reaches: [...LEADER.reaches, { roots: ['v11'], themes: 'all', class: 'internal', rows: true }],
}

let now: number
let city: City
let serial: number
beforeEach(async () => {
  now = local('2026-11-20T10:02:00+08:00')
  serial = 0
  city = await createCity(catalog, smallTree(), () => now)
})
afterEach(() => city.close())

const written = (at: number): string => ZONE.format(at)
/** One person calls, a minute after the last one did. */
const call = async (region = 'v11', { at = now, done = false, id = `${(serial += 1)}` } = {}): Promise<string> => {
  now += MINUTE
  await city.deliver('p.call', [
    { id, at: written(at), updated_at: written(now), region, kind: 'a', done_at: done ? written(now) : null },
  ])
  return id
}
const cell = async (
  indicator: string,
  grain: 'hour' | 'day' | 'month',
  { scope = LEADER, at = now, region = 'd' } = {},
) =>
  (
    await city.indicators.read(
      { indicator, regions: [region], grain, first: startOf(grain, at), last: startOf(grain, at) },
      scope,
    )
  ).cells[0]!
const told = async (
  indicator: string,
  grain: 'hour' | 'day' | 'month',
  options = {},
): Promise<number | 'hidden' | null> => {
  const found = await cell(indicator, grain, options)
  return found.suppressed ? 'hidden' : found.value
}
/** All that is said of when rows came. */
const heard = async (scope: Scope, region = 'd') => {
  const { sources } = await city.indicators.explain(
    { indicator: 'p.all', region, grain: 'day', bucket: startOf('day', now) },
    scope,
  )
  return city.indicators.reading(scope, async (reading) => {
    const [delivery] = await reading.deliveries()
    return {
      ofPlace: reading.heardFrom('p.call', region),
      ofAll: delivery!.lastArrival,
      rows: delivery!.rows,
      card: sources.map(({ lastArrival, accepted, batches }) => [lastArrival, accepted, batches.length]),
      late: [reading.isLate('p.call', region), delivery!.stale, sources[0]!.stale],
    }
  })
}

test('all of the definitions are there to be asked', () => expect(catalog.problems).toEqual([]))

test('below k nothing that is asked after each row moves: no number, no count, no minute of arrival', async () => {
  await call()
  const first = await heard(LEADER)
  expect(first).toEqual({
    ofPlace: local('2026-11-20T10:00:00+08:00'),
    ofAll: local('2026-11-20T10:00:00+08:00'),
    rows: null,
    card: [['2026-11-20T10:00:00+08:00', 0, 0]],
    late: [false, false, false],
  })
  for (let more = 0; more < 3; more += 1) {
    await call(more === 1 ? 'v21' : 'v11')
    expect(await heard(LEADER)).toEqual(first)
    expect(await heard(LEADER, 'v21')).toEqual(first)
    for (const grain of ['hour', 'day', 'month'] as const) expect(await told('p.all', grain)).toBe('hidden')
    expect([
      await told('p.open', 'day'),
      await told('p.done', 'day'),
      await told('p.wait', 'day'),
      await told('p.share', 'day'),
    ]).toEqual(['hidden', 'hidden', 'hidden', 'hidden'])
  }
  // To who may see the rows everything is as it is; who may see some of them is not told when the others came.
  expect(await heard(WHOLE)).toMatchObject({ ofPlace: now, ofAll: now, rows: 4 })
  expect([await told('p.all', 'day', { scope: WHOLE }), await told('p.open', 'day', { scope: WHOLE })]).toEqual([4, 4])
  expect(await heard(VILLAGE, 'v11')).toMatchObject({ ofPlace: first.ofPlace, ofAll: first.ofPlace, rows: null })
})

test('a dataset is late from its own minute on, whichever is told', async () => {
  await call()
  const last = now + catalog.datasets.get('p.call')!.freshnessSeconds * 1000
  for (const [at, late] of [
    [last - MINUTE, false],
    [last + MINUTE, true],
  ] as const) {
    now = at
    for (const scope of [LEADER, WHOLE]) expect((await heard(scope)).late).toEqual([late, late, late])
  }
})

/**
 * From k on a running number is told as it is, and so its steps are: by them whoever asks every minute learns that one
 * person more, or one less, is counted. It is told exactly or not at all, since two readers of one cell must see one
 * number.
 */
test('NOT kept: from k on each row moves the running number by one, at its minute', async () => {
  for (let rows = 0; rows < 5; rows += 1) await call()
  expect([
    await told('p.all', 'hour'),
    await told('p.all', 'day'),
    await told('p.all', 'month'),
    await told('p.open', 'day'),
  ]).toEqual([5, 5, 5, 5])
  await call()
  expect([
    await told('p.all', 'hour'),
    await told('p.all', 'day'),
    await told('p.all', 'month'),
    await told('p.open', 'day'),
  ]).toEqual([6, 6, 6, 6])
})

test('NOT kept: what stands open tells that one was closed, until fewer than k are left', async () => {
  const ids: string[] = []
  const begun = now
  for (let rows = 0; rows < 6; rows += 1) ids.push(await call('v11', { at: begun }))
  const steps: unknown[] = [await told('p.open', 'day')]
  for (const id of ids) {
    await call('v11', { at: begun, id, done: true })
    steps.push(await told('p.open', 'day'))
  }
  expect(steps).toEqual([6, 5, 'hidden', 'hidden', 'hidden', 'hidden', 0])
})

test('NOT kept: a row that comes late to a finished day is seen in it, and so is one that is done late', async () => {
  const yesterday = now - 24 * 60 * MINUTE
  const first = await call('v11', { at: yesterday })
  for (let rows = 0; rows < 14; rows += 1) await call('v11', { at: yesterday, done: rows < 5 })
  const all = async () => {
    const { numerator, denominator } = await cell('p.done', 'day', { at: yesterday })
    return [await told('p.all', 'day', { at: yesterday }), numerator, denominator]
  }
  expect(await all()).toEqual([15, 5, 15])
  await call('v11', { at: yesterday })
  expect(await all()).toEqual([16, 5, 16])
  await call('v11', { at: yesterday, id: first, done: true })
  expect(await all()).toEqual([16, 6, 16])
})

test('NOT kept: a quiet day makes a place hidden for its whole month, and whoever wrote down the days before has them still', async () => {
  now = local('2026-11-02T23:50:00+08:00')
  for (let day = 0; day < 2; day += 1) {
    for (let rows = 0; rows < 6; rows += 1)
      await call('v11', { at: local('2026-11-02T08:00:00+08:00') - day * 24 * 60 * MINUTE })
    for (let rows = 0; rows < 6; rows += 1)
      await call('v21', { at: local('2026-11-02T08:00:00+08:00') - day * 24 * 60 * MINUTE })
  }
  now = local('2026-11-03T00:10:00+08:00')
  const days = [local('2026-11-01'), local('2026-11-02')]
  const read = async () => Promise.all(days.map((at) => told('p.all', 'day', { at, region: 't1' })))
  expect(await read()).toEqual([6, 6])
  await call('v11')
  now = local('2026-11-04T00:10:00+08:00')
  expect(await read()).toEqual(['hidden', 'hidden'])
})

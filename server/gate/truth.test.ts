import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type {
  AuditEntry,
  AuditPage,
  CorrelationAnswer,
  JobInfo,
  Person,
  ReleaseInfo,
  ReleasesAnswer,
  UnmaskAnswer,
} from '../contract/index.ts'
import { people } from './people.fixture.ts'
import { send } from './send.fixture.ts'
import {
  ADMIN,
  allowed,
  createTruth,
  createWorld,
  NOW,
  PARENT,
  REGIONS,
  settle,
  THEMES,
  type Told,
  type Truth,
  type World,
} from './world/index.fixture.ts'

/**
 * Golden rule 4 for what leaves in pieces: numbers set against each other, files of chosen places, files of rows; all
 * of it compared with plain SQL.
 */

let world: World
let truth: Truth
beforeAll(async () => {
  world = await createWorld()
  await settle(world)
  truth = await createTruth(world)
}, 240_000)
afterAll(async () => {
  truth.close()
  await world.close()
})

/** Requests of a kind; correlations make no file and are tried three times as often. */
const { TRUTH_RUNS = '80' } = process.env
const DAYS = ['2026-11-20', '2026-11-21']
const SPAN = { grain: 'day', from: DAYS[0]!, to: DAYS[1]! }
/** A number of a dataset about persons below this is nobody's who may not see the rows. */
const SMALL = 5

const indicator = fc
  .tuple(fc.constantFrom(...THEMES), fc.constantFrom('count', 'ratio', 'calls', 'weight'))
  .map(([theme, kind]) => `${theme}.${kind}`)
const region = fc.constantFrom(...REGIONS)
const chosen = fc.option(fc.subarray(REGIONS, { minLength: 1, maxLength: 3 }), { nil: undefined })
const themeOf = (id: string): string => id.slice(0, 2)
const aboutPersons = (id: string): boolean => /calls|weight/.test(id)

const levelOf = (code: string): string => (code === 'QD' ? 'district' : code.startsWith('QV') ? 'village' : 'town')
const below = (code: string): string[] =>
  REGIONS.filter((one) => PARENT[one] === code).flatMap((one) => [one, ...below(one)])
/** Places a request is about, and whether any of the chosen ones is among them. */
const placesOf = (
  at: string,
  level: string | undefined,
  only: readonly string[] | undefined,
): { places: string[]; fits: boolean } => {
  const all = level === undefined ? [at] : [at, ...below(at)].filter((code) => levelOf(code) === level)
  return only === undefined
    ? { places: all, fits: true }
    : { places: all.filter((code) => only.includes(code)), fits: only.some((code) => all.includes(code)) }
}

/** Holds one told number against the truth; `null` = it was not told. */
const compare = (id: string, { code, day, value, rows, open }: Told, told: number | null, digits: number): void => {
  const where = `${id} ${code} ${day} ${rows} rows, ${open ? 'open' : 'closed'}`
  const isSmall = aboutPersons(id) && !open && rows > 0 && rows < SMALL
  if (isSmall) expect(told, where).toBeNull()
  else if (told !== null)
    expect(Math.abs(told - (value ?? 0)), `${where}: ${told} for ${value}`).toBeLessThanOrEqual(digits)
  // With a small number its neighbours may be hidden too; nothing else may be kept back.
  else if (!aboutPersons(id)) expect(rows, where).toBe(0)
}

/** Somebody who may, in half of the cases: otherwise few files would be made. */
const likely = (person: Person, at: string, actions: Person['grants'][number]['actions'], lucky: boolean): Person =>
  lucky
    ? {
        ...person,
        id: `${person.id}z`,
        grants: [...person.grants, { role: 'town', region: at, themes: 'all', actions }],
      }
    : person

const get = async <T>(person: Person, path: string): Promise<T> =>
  JSON.parse((await send(world, person, 'GET', { path: `/api/v1${path}` })).text) as T
const fileOf = async (person: Person, id: string): Promise<Record<string, string>[]> => {
  for (;;) {
    const { state, problem } = await get<JobInfo>(person, `/jobs/${id}`)
    if (state === 'done') break
    if (state === 'failed') throw new Error(problem ?? '')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const { status, text } = await send(world, person, 'GET', { path: `/api/v1/jobs/${id}/file` })
  expect(status).toBe(200)
  return parse(text, { bom: true, columns: true })
}

test('a correlation is told of places and themes one may see, and each of its pairs is the pair plain SQL finds', async () => {
  const tally = { told: 0, refused: 0, pairs: 0 }
  const ask = fc.record({
    left: indicator,
    right: indicator,
    at: region,
    level: fc.constantFrom(undefined, 'town', 'village', 'village'),
    only: chosen,
  })
  await fc.assert(
    fc.asyncProperty(people, ask, async (person, { left, right, at, level, only }) => {
      const { places, fits } = placesOf(at, level, level === undefined ? undefined : only)
      const query = new URLSearchParams({
        with: right,
        region: at,
        ...(level === undefined ? {} : { level }),
        ...(level === undefined || only === undefined ? {} : { only: only.join(',') }),
        ...SPAN,
      })
      const { status, text } = await send(world, person, 'GET', {
        path: `/api/v1/indicators/${left}/correlation?${query.toString()}`,
      })
      const mayAsk = [left, right].every((id) => allowed(person, 'aggregate', { region: at, theme: themeOf(id) }))
      // A zone is a place of no level: it is not compared with those that are.
      const compared = level === undefined ? places : places.filter((code) => code !== 'QZ1')
      const isOutside = [left, right].some((id) =>
        compared.some((code) => !allowed(person, 'aggregate', { region: code, theme: themeOf(id) })),
      )
      // Where all chosen places are one's own, or there are none, nothing is told that is not.
      if ((!mayAsk && isOutside) || !fits) expect(status, text).toBeGreaterThanOrEqual(400)
      else if (mayAsk && places.length > 0) expect(status, text).toBe(200)
      if (status !== 200) return void (tally.refused += 1)
      tally.told += 1
      const { points } = JSON.parse(text) as CorrelationAnswer
      const days = level === undefined ? DAYS : [DAYS[1]!]
      const [x, y] = await Promise.all(
        [left, right].map((id) => truth.numbers(person, 'aggregate', { indicator: id, places: compared, days })),
      )
      expect(
        points.filter((point) => !x!.some(({ code, day }) => code === point.region && point.bucket.startsWith(day))),
      ).toEqual([])
      for (const [at_, one] of x!.entries()) {
        const other = y!.find(({ code, day }) => code === one.code && day === one.day)!
        const point = points.find((each) => each.region === one.code && each.bucket.startsWith(one.day))
        if (!point) {
          const hidden = [left, right].some(aboutPersons)
          if (!hidden) expect(Math.min(one.rows, other.rows), `${at_} ${text}`).toBe(0)
          continue
        }
        tally.pairs += 1
        compare(left, one, point.x, 1e-9)
        compare(right, other, point.y, 1e-9)
      }
    }),
    { numRuns: Number(TRUTH_RUNS) * 3 },
  )
  // Few answers hold pairs: those are counted for less.
  expect(Math.min(tally.told, tally.refused, 4 * tally.pairs), JSON.stringify(tally)).toBeGreaterThan(
    Number(TRUTH_RUNS) / 4,
  )
}, 600_000)

test('a file of several indicators over chosen places holds the numbers plain SQL finds for whoever takes it out, and is nobody else’s', async () => {
  const tally = { made: 0, refused: 0, numbers: 0 }
  const ask = fc.record({
    ids: fc.uniqueArray(indicator, { minLength: 1, maxLength: 2 }),
    at: region,
    level: fc.constantFrom(undefined, 'town', 'village', 'village'),
    only: chosen,
  })
  await fc.assert(
    fc.asyncProperty(people, people, ask, fc.boolean(), async (somebody, stranger, { ids, at, level, only }, lucky) => {
      const person = likely(somebody, at, ['aggregate', 'export'], lucky)
      const { places, fits } = placesOf(at, level, level === undefined ? undefined : only)
      const query = {
        region: at,
        ...(level === undefined ? {} : { children: level, ...(only === undefined ? {} : { only: only.join(',') }) }),
        ...SPAN,
      }
      const { status, text } = await send(world, person, 'POST', {
        path: '/api/v1/exports',
        body: { indicators: ids, format: 'csv', query },
      })
      const mayAsk = ids.every((id) => allowed(person, 'export', { region: at, theme: themeOf(id) }))
      if (!mayAsk || !fits) expect(status, text).toBeGreaterThanOrEqual(400)
      else if (places.length > 0) expect(status, text).toBe(202)
      if (status !== 202) return void (tally.refused += 1)
      tally.made += 1
      const { id: job } = JSON.parse(text) as JobInfo
      const rows = await fileOf(person, job)
      if (stranger.id !== person.id)
        expect((await send(world, stranger, 'GET', { path: `/api/v1/jobs/${job}/file` })).status).toBe(404)
      expect(rows.filter((row) => !places.includes(row['区域代码']!))).toEqual([])
      for (const id of ids) {
        for (const one of await truth.numbers(person, 'export', { indicator: id, places, days: DAYS })) {
          const row = rows.find(
            (each) => each['区域代码'] === one.code && each['时段起']!.startsWith(one.day) && each['指标编码'] === id,
          )
          const told = row?.['指标值'] ?? ''
          compare(id, one, told === '' ? null : Number(told), id.endsWith('ratio') ? 0.5 : 1e-9)
          if (told !== '') tally.numbers += 1
        }
      }
    }),
    { numRuns: Number(TRUTH_RUNS) },
  )
  expect(Math.min(tally.made, tally.refused, tally.numbers), JSON.stringify(tally)).toBeGreaterThan(
    Number(TRUTH_RUNS) / 10,
  )
}, 600_000)

test('rows leave for whoever may see and take them out, on the word of somebody who could see all of it, and they are the rows plain SQL finds', async () => {
  const tally = { asked: 0, refused: 0, approved: 0, rows: 0 }
  const ask = fc.record({
    theme: fc.constantFrom(...THEMES),
    set: fc.constantFrom('case', 'call'),
    at: region,
    clear: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(
      people,
      people,
      ask,
      fc.boolean(),
      fc.boolean(),
      async (one, two, { theme, set, at, clear }, first, second) => {
        const asker = likely(one, at, ['aggregate', 'rows', 'export'], first)
        const decider = likely({ ...two, id: `${two.id}y` }, at, ['aggregate', 'rows', 'unmask', 'export'], second)
        const column = set === 'case' ? 'phone' : 'who'
        const { status, text } = await send(world, asker, 'POST', {
          path: '/api/v1/row-exports',
          body: {
            dataset: `${theme}.${set}`,
            region: at,
            ...SPAN,
            format: 'csv',
            columns: clear ? [column] : [],
            reason: '核对台账用途',
          },
        })
        const may = (person: Person, ...actions: Person['grants'][number]['actions']): boolean =>
          actions.every((action) => allowed(person, action, { region: at, theme }))
        expect(status, text).toBe(may(asker, 'aggregate', 'rows', 'export') ? 201 : may(asker, 'aggregate') ? 403 : 404)
        if (status !== 201) return void (tally.refused += 1)
        tally.asked += 1
        const { id, state, rows: count } = JSON.parse(text) as ReleaseInfo
        const expected = await truth.rows(asker, `${theme}.${set}`, at)
        expect([state, count]).toEqual(['asked', expected.length])
        const own = (
          await send(world, asker, 'POST', { path: `/api/v1/row-exports/${id}/actions`, body: { action: 'approve' } })
        ).status
        const decided = (
          await send(world, decider, 'POST', { path: `/api/v1/row-exports/${id}/actions`, body: { action: 'approve' } })
        ).status
        const mayDecide = may(decider, 'rows', 'unmask', 'export')
        expect([own, decided]).toEqual([403, mayDecide ? 200 : 404])
        const { job } = (await get<ReleasesAnswer>(asker, '/row-exports')).releases.find(
          (release) => release.id === id,
        )!
        if (!mayDecide) return void expect(job).toBeNull()
        tally.approved += 1
        const rows = await fileOf(asker, job!)
        expect((await send(world, decider, 'GET', { path: `/api/v1/jobs/${job!}/file` })).status).toBe(404)
        tally.rows += rows.length
        const title = `${set === 'case' ? '电话' : '姓名'}（${clear ? '原文' : '已脱敏'}）`
        expect(rows).toHaveLength(expected.length)
        // How a name is masked is the mask's own test; that none is in the file is this one's.
        if (clear || set === 'case')
          expect(rows.map((row) => row[title]).sort()).toEqual(
            expected.map(({ personal, masked }) => (clear ? personal : masked)).sort(),
          )
        else expect(expected.filter(({ personal }) => JSON.stringify(rows).includes(personal))).toEqual([])
      },
    ),
    { numRuns: Number(TRUTH_RUNS) },
  )
  expect(Math.min(tally.asked, tally.refused, tally.approved, tally.rows), JSON.stringify(tally)).toBeGreaterThan(
    Number(TRUTH_RUNS) / 10,
  )
}, 600_000)

test('a personal field is shown for a written reason alone, to the end of its time, and its entry is there when it is', async () => {
  const { id: row, dataset, column, region: at } = world.stock.rows[0]!
  const show = (reason?: string) =>
    send(world, ADMIN, 'POST', {
      path: `/api/v1/datasets/${dataset}/unmask`,
      body: { row, columns: [column], minutes: 10, ...(reason === undefined ? {} : { reason }) },
    })
  const shown = async (): Promise<AuditEntry[]> => (await get<AuditPage>(ADMIN, '/audit?deed=unmask')).entries
  const before = (await shown()).length
  for (const reason of [undefined, '', '看看', '      ']) expect((await show(reason)).status, reason).toBe(400)
  expect(await shown()).toHaveLength(before)
  const { status, text } = await show('核实群众来电')
  const { values, until } = JSON.parse(text) as UnmaskAnswer
  expect([status, Date.parse(until) - Math.floor(NOW / 1000) * 1000]).toEqual([200, 600_000])
  expect((await truth.rows(ADMIN, dataset, at)).map(({ personal }) => personal)).toContain(values[column])
  expect((await shown())[0]).toMatchObject({ who: ADMIN.id, why: '核实群众来电', outcome: 'done' })
})

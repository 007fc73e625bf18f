import { afterEach, expect, test } from 'vitest'
import { createCity, local, smallTree, WHOLE, type City } from '../../indicators/testing/city.ts'
import { definitions } from '../testing/town.fixture.ts'
import { rehearse } from './rehearse.ts'
import { replay, type Replay } from './replay.ts'

const rule = (id: string, level: string, more = ''): string =>
  `  - { id: t.${id}, title: 停报, silence: t.gauge, level: ${level}, bands: { yellow: { after: 1h }, red: { after: 3h } }, tells: {}, enabled: false${more} }`
const RULES = [
  rule('quiet', 'village'),
  rule('town', 'town'),
  rule('lasting', 'village', ', recover: 40m'),
  rule('office', 'village', ', calendar: office'),
].join('\n')

let now = ''
let city: City
afterEach(() => city.close())

/** A row of each of these places at each of these times of 25 November, a Wednesday; the clock stands at the last. */
const begin = async (arrivals: readonly [at: string, ...regions: string[]][]) => {
  const catalog = await definitions(RULES)
  const regions = smallTree()
  city = await createCity(catalog, regions, () => local(now))
  for (const [at, ...places] of arrivals) {
    now = at.length > 5 ? at : `2026-11-25 ${at}`
    if (places.length > 0)
      await city.deliver(
        't.gauge',
        places.map((region) => ({ id: region, at: `${now}:00`, region, level: 1 })),
      )
  }
  const deps = { indicators: city.indicators, catalog, regions, clock: city.clock, scope: WHOLE }
  return {
    deps,
    over: (id: string, since: string, scope = WHOLE): Promise<Replay> =>
      replay(catalog.alerts.get(`t.${id}`)!, local(since), { ...deps, scope }),
  }
}
const clock = (ms: number | null): string =>
  ms === null ? 'still' : new Date(ms).toISOString().slice(8, 16).replace('T', ' ')
const told = ({ fired }: Replay): string[] =>
  fired.map(({ region, band, from, until }) => `${region} ${band} ${clock(from)} – ${clock(until)}`)

test('each pause between two arrivals that was long enough would have been an alert, until the next arrival', async () => {
  const { over } = await begin([
    ['2026-11-24 08:00', 'v11', 'v12', 'v21'],
    ['2026-11-24 08:30', 'v11', 'v12', 'v21'],
    ['2026-11-24 10:00', 'v11', 'v12'],
    ['2026-11-24 10:59', 'v11'],
    ['2026-11-24 12:10', 'v11', 'v12', 'v21'],
    ['2026-11-24 12:20'],
  ])
  expect(told(await over('quiet', '2026-11-24 08:00'))).toEqual([
    // A second after the hour; three hours and more for v21, and 59 minutes are none.
    'v11 yellow 24 09:30 – 24 10:00',
    'v12 yellow 24 09:30 – 24 10:00',
    'v21 red 24 09:30 – 24 12:10',
    'v12 yellow 24 11:00 – 24 12:10',
    'v11 yellow 24 11:59 – 24 12:10',
  ])
  // A town is heard from when any of its villages is.
  expect(told(await over('town', '2026-11-24 08:00'))).toEqual([
    't1 yellow 24 09:30 – 24 10:00',
    't2 red 24 09:30 – 24 12:10',
    't1 yellow 24 11:59 – 24 12:10',
  ])
  expect((await over('quiet', '2026-11-24 11:30')).fired.map(({ region, from }) => `${region} ${clock(from)}`)).toEqual(
    ['v12 24 11:30', 'v21 24 11:30', 'v11 24 11:59'],
  )
})

test('what is silent now lasts; who is outside of the scope is not told of; a case makes it a hit', async () => {
  const { deps, over } = await begin([
    ['08:00', 'v11', 'v12', 'v21'],
    ['08:50', 'v11', 'v21'],
    ['09:30', 'v21'],
    ['10:20'],
  ])
  expect(told(await over('quiet', '2026-11-25 08:00'))).toEqual([
    'v12 yellow 25 09:00 – still',
    'v11 yellow 25 09:50 – still',
  ])
  const narrow = { reaches: [{ roots: ['v11'], themes: 'all' as const, class: 'internal' as const, rows: true }] }
  expect(await over('quiet', '2026-11-25 08:00', narrow)).toMatchObject({
    places: 1,
    buckets: null,
    fired: [{ region: 'v11' }],
    unknown: null,
  })
  const verdict = await rehearse('t.quiet', 1, {
    ...deps,
    begun: async () => [{ region: 'v12', at: local('2026-11-25 10:00') }],
  })
  expect(verdict).toMatchObject({
    buckets: null,
    fired: 2,
    followed: 1,
    hitShare: 50,
    averageHours: 0.9,
    enabled: false,
    alerts: [
      { region: 'v11', followed: false, until: null, hours: 0.5 },
      { region: 'v12', followed: true },
    ],
  })
})

test('calm has to last as long as the rule says, and a new pause meanwhile goes on with the alert', async () => {
  const { over } = await begin([
    ['08:00', 'v11'],
    ['09:30', 'v11'],
    ['10:00', 'v11'],
    ['10:05', 'v11'],
    ['12:00', 'v11'],
    ['12:30', 'v11'],
    ['12:50'],
  ])
  expect(told(await over('lasting', '2026-11-25 08:00'))).toEqual([
    'v11 yellow 25 09:00 – 25 10:10',
    'v11 yellow 25 11:05 – 25 12:40',
  ])
})

test('a pause of the night is an alert when the rule comes into force in the morning, and none when it has ended before', async () => {
  const night = await begin([
    ['2026-11-24 17:00', 'v11', 'v12'],
    ['06:00', 'v12'],
    ['08:20', 'v12'],
    ['09:00', 'v11', 'v12'],
    ['09:10'],
  ])
  expect(told(await night.over('office', '2026-11-24 16:00'))).toEqual(['v11 red 25 08:30 – 25 09:00'])
})

test('before the first arrival that is kept nothing is known, and that is said; silence of who never spoke is not judged', async () => {
  const { deps, over } = await begin([['08:00', 'v11'], ['09:30', 'v11'], ['10:00']])
  const found = await over('quiet', '2026-11-20 00:00')
  expect([told(found), found.places, found.unknown]).toEqual([
    ['v11 yellow 25 09:00 – 25 09:30'],
    3,
    '1 个区域在回放的起点还没有到达记录（最早的一次在 2026-11-25 08:00），第一次到达之前是否停报无从知道，不作推演；2 个区域从未有数据到达，不作判断。',
  ])
  expect((await rehearse('t.quiet', 1, { ...deps, begun: async () => [] }))!.unknown).toBe(found.unknown)
})

test('what was filled in at one go tells of no silence: the replay begins after it, and says so', async () => {
  const { deps, over } = await begin([
    ['2026-11-23 08:00', 'v11', 'v12'],
    ['2026-11-24 08:00', 'v11'],
    ['2026-11-25 08:00', 'v11'],
  ])
  expect((await over('quiet', '2026-11-20 00:00')).fired).toHaveLength(3)
  await city.store.upkeep((sql) => sql.query(`update batch set receipt = '{}'`))
  for (const at of ['10:00', '10:40']) {
    now = `2026-11-25 ${at}`
    await city.deliver('t.gauge', [{ id: 'v11', at: `${now}:00`, region: 'v11', level: 1 }])
  }
  const found = await over('quiet', '2026-11-20 00:00')
  expect([told(found), found.unknown]).toEqual([
    [
      // Silent since before the filling, as the desk has it too.
      'v12 red 25 08:00 – still',
      'v11 yellow 25 09:00 – 25 10:00',
    ],
    '2026-11-25 08:00 之前的数据为一次性导入，到达时间不能说明问题，未计；1 个区域从未有数据到达，不作判断。',
  ])
  expect((await over('quiet', '2026-11-25 08:30')).unknown).toBe('1 个区域从未有数据到达，不作判断。')
  expect((await rehearse('t.quiet', 1, { ...deps, begun: async () => [] }))!.unknown).toBe(found.unknown)
})

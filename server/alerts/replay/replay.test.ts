import { expect, test } from 'vitest'
import type { Indicators } from '../../indicators/index.ts'
import { createCity, local, smallTree, WHOLE } from '../../indicators/testing/city.ts'
import { definitions } from '../testing/town.fixture.ts'
import { rehearse } from './rehearse.ts'
import { replay } from './replay.ts'

const RULE = (more = ''): string => `
  - { id: t.high, title: 水位高, on: t.level, grain: day, level: village, bands: { yellow: { enter: ">= 20", exit: "< 15" }, red: { enter: ">= 60", exit: "< 50" } }, tells: {}${more} }`
const LEVELS: [string, number][] = [
  ['18', 5],
  ['19', 25],
  ['20', 70],
  ['21', 16],
  ['22', 5],
  ['23', 30],
  ['24', 30],
]

test('a rule is replayed day by day: when it would have fired, how bad, how long, without touching anything', async () => {
  const catalog = await definitions(RULE(', enabled: false'))
  const regions = smallTree()
  const city = await createCity(catalog, regions, () => local('2026-11-25 09:00'))
  await city.deliver(
    't.gauge',
    LEVELS.map(([day, level]) => ({ id: 'v11', at: `2026-11-${day} 12:00:00`, region: 'v11', level })),
  )
  const { buckets, places, fired } = await replay(catalog.alerts.get('t.high')!, local('2026-11-18'), {
    indicators: city.indicators,
    catalog,
    regions,
    clock: city.clock,
    scope: WHOLE,
  })
  expect([buckets, places]).toEqual([7, 3])
  expect(fired).toEqual([
    { region: 'v11', band: 'red', from: local('2026-11-20'), until: local('2026-11-23') },
    { region: 'v11', band: 'yellow', from: local('2026-11-24'), until: null },
  ])

  // A case the day after the first; the second has none, and one in another village is none of its.
  const deps = { indicators: city.indicators, catalog, regions, clock: city.clock, scope: WHOLE }
  const begun = async ({ type, theme }: { type: string | null; theme: string }) => {
    expect([type, theme]).toEqual([null, 't'])
    return [
      { region: 'v11', at: local('2026-11-21 10:00') },
      { region: 'v12', at: local('2026-11-24 10:00') },
    ]
  }
  expect(await rehearse('t.high', 7, { ...deps, begun })).toMatchObject({
    fired: 2,
    followed: 1,
    hitShare: 50,
    falseShare: 50,
    averageHours: 52.5,
    enabled: false,
    alerts: [
      { band: 'yellow', until: null, followed: false },
      { region: 'v11', band: 'red', hours: 72, followed: true },
    ],
  })
  // The one that lasts is followed by whatever comes while it does.
  expect(
    (await rehearse('t.high', 7, {
      ...deps,
      begun: async () => [{ region: 'v11', at: local('2026-11-25 08:00') }],
    }))!.alerts.map(({ followed }) => followed),
  ).toEqual([true, false])
  const narrow = { reaches: [{ roots: ['v12'], themes: 'all' as const, class: 'internal' as const, rows: true }] }
  expect(await rehearse('t.high', 7, { ...deps, scope: narrow, begun: async () => [] })).toMatchObject({
    places: 1,
    fired: 0,
    hitShare: null,
    averageHours: null,
  })
  expect(
    await rehearse('t.high', 7, { ...deps, scope: { reaches: [{ ...narrow.reaches[0]!, themes: ['other'] }] }, begun }),
  ).toBeNull()
  await city.close()
})

test('a year of hours is replayed stretch by stretch, which changes nothing, and others need not wait for it', async () => {
  const catalog = await definitions(RULE().replace('grain: day', 'grain: hour'))
  const regions = smallTree()
  const city = await createCity(catalog, regions, () => local('2026-11-25 09:00'))
  const days = Array.from({ length: 360 }, (_, day) =>
    new Date(local('2025-11-28') + day * 86_400_000).toISOString().slice(0, 10),
  )
  // Every night from 22:00 to 02:00: some night lies on the border of two stretches.
  await city.deliver(
    't.gauge',
    days.flatMap((_, index) =>
      [
        ['22', 70],
        ['23', 70],
        ['00', 70],
        ['01', 70],
        ['02', 5],
      ].map(([hour, level]) => ({
        id: 'v11',
        at: `${days[Number(hour) < 12 ? index + 1 : index] ?? '2026-11-23'} ${hour}:30:00`,
        region: 'v11',
        level,
      })),
    ),
  )
  const sizes: number[] = []
  const indicators: Indicators = {
    ...city.indicators,
    reading: (scope, work) =>
      city.indicators.reading(scope, (reading) =>
        work({
          ...reading,
          values: async (query) => {
            const values = await reading.values(query)
            sizes.push(values.length)
            return values
          },
        }),
      ),
  }
  const { buckets, fired } = await replay(catalog.alerts.get('t.high')!, local('2025-11-25 09:00'), {
    indicators,
    catalog,
    regions,
    clock: city.clock,
    scope: WHOLE,
  })
  expect(buckets).toBe(365 * 24)
  expect(fired).toHaveLength(360)
  expect(
    fired.every(
      ({ from, until, band, region }) =>
        until! - from === 4 * 3_600_000 && from % 86_400_000 === 23 * 3_600_000 && band === 'red' && region === 'v11',
    ),
  ).toBe(true)
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(buckets! * 3)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5_000)
  await city.close()
})

import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { bucketsBetween } from '../../lib/index.ts'
import { createCity, loadDefinitions, local, node, smallTree, WHOLE } from '../testing/city.ts'
import { ORACLE_INDICATORS } from '../testing/oracle.ts'
import { asDelivered, deliveries } from '../testing/truth.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../testing/metrics', import.meta.url)))
const VILLAGES = ['v11', 'v12', 'v21']
const PLACES = ['d', 't1', ...VILLAGES]
const SPAN = { first: local('2025-01-28'), last: local('2025-02-12') }

const moved = [
  node('d', null, 'district'),
  node('t1', 'd', 'town'),
  node('t2', 'd', 'town'),
  node('v11', 't1', 'village'),
  node('v12', 't1', 'village', 'place', { to: '2025-02-06' }),
  node('v12', 't2', 'village', 'place', { from: '2025-02-06' }),
  node('v21', 't2', 'village'),
]

test.each([
  ['no place ever moved', undefined],
  ['a village moved', moved],
])(
  'what rules judge is what the cells say, place by place and moment by moment (%s)',
  async (_, nodes) => {
    await fc.assert(
      fc.asyncProperty(deliveries, async (all) => {
        const city = await createCity(catalog, smallTree(nodes), () => local('2025-02-12 10:30'))
        try {
          for (const delivery of all) await city.deliver(delivery.dataset, asDelivered(delivery))
          await city.indicators.reading(WHOLE, async (reading) => {
            for (const indicator of ORACLE_INDICATORS) {
              if (!catalog.indicators.get(indicator)!.grains.includes('day')) continue
              const starts = bucketsBetween('day', SPAN.first, SPAN.last)
              // A long stretch of all places is read one indicator at a time, and along the tree.
              const cells = await reading.cells({ indicator, regions: PLACES, grain: 'day', ...SPAN })
              const said = new Map(
                cells.map(({ region, value, stale }, index) => [
                  `${region} ${starts[index % starts.length]}`,
                  { region, value, stale },
                ]),
              )
              for (const [index, start] of starts.entries()) {
                if (index % 3 > 0) continue
                expect(
                  await reading.values({ indicator, regions: VILLAGES, grain: 'day', first: start, last: start }),
                ).toEqual(VILLAGES.map((region) => said.get(`${region} ${start}`)))
                if (index === 0) continue
                const two = await reading.values({
                  indicator,
                  regions: PLACES,
                  grain: 'day',
                  first: starts[index - 1]!,
                  last: start,
                })
                expect(two).toEqual(
                  PLACES.flatMap((region) => [
                    said.get(`${region} ${starts[index - 1]}`),
                    said.get(`${region} ${start}`),
                  ]),
                )
              }
            }
          })
        } finally {
          await city.close()
        }
      }),
      { numRuns: 6 },
    )
  },
  120_000,
)

test('however many cells are asked for, others are answered between them', async () => {
  const city = await createCity(catalog, smallTree(), () => local('2025-02-12 10:30'))
  const gaveWay = vi.spyOn(globalThis, 'setImmediate')
  try {
    const regions = Array.from({ length: 12_000 }, (_, index) => PLACES[index % PLACES.length]!)
    await city.indicators.reading(WHOLE, async (reading) => {
      const asked = { indicator: ORACLE_INDICATORS[0]!, regions, grain: 'day', compare: ['yoy'], ...SPAN } as const
      expect(await reading.cells(asked)).toHaveLength(12_000 * 16)
    })
    expect(gaveWay.mock.calls.length).toBeGreaterThan(3)
  } finally {
    gaveWay.mockRestore()
    await city.close()
  }
}, 60_000)

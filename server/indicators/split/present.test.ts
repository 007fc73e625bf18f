import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketsBetween } from '../../lib/index.ts'
import { createCity, loadDefinitions, local, smallTree, WHOLE } from '../testing/city.ts'
import { ORACLE_GRAINS, ORACLE_INDICATORS } from '../testing/oracle.ts'
import { asDelivered, deliveries } from '../testing/truth.ts'

const catalog = await loadDefinitions(fileURLToPath(new URL('../testing/metrics', import.meta.url)))
const SPLIT = ORACLE_INDICATORS.filter((id) => catalog.indicators.get(id)!.datasets.includes('t.case'))
const [FIRST, LAST] = [local('2024-12-20'), local('2025-04-20')]
const REGIONS = ['t1', 'z1']

test('what is present is what splits bucket by bucket list, and the newest bucket they count any of', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(deliveries, async (all) => {
      const city = await createCity(catalog, smallTree(), () => local('2026-06-01'))
      try {
        for (const delivery of all) await city.deliver(delivery.dataset, asDelivered(delivery))
        await city.indicators.reading(WHOLE, async ({ split, present }) => {
          for (const indicator of SPLIT) {
            const grain = ORACLE_GRAINS[indicator]!.at(-1)!
            const query = { indicator, regions: REGIONS, grain, by: ['kind'] }
            const names = new Set<string>()
            let newest: number | null = null
            for (const bucket of bucketsBetween(grain, FIRST, LAST)) {
              const { members, at } = await split({ ...query, first: bucket, last: bucket })
              for (const [one] of members) names.add(one!)
              if (members.some((one) => REGIONS.some((region) => at(region, bucket, one).rows > 0))) newest = bucket
            }
            const buckets = bucketsBetween(grain, FIRST, LAST)
            const told = await present({ ...query, first: buckets[0]!, last: buckets.at(-1)! })
            expect([indicator, [...told.names].sort(), told.newest]).toEqual([indicator, [...names].sort(), newest])
            if (newest !== null) found += 1
          }
        })
      } finally {
        await city.close()
      }
    }),
    { numRuns: 6 },
  )
  expect(found).toBeGreaterThan(10)
}, 120_000)

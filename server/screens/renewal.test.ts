import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { createCity, loadDefinitions, local, smallTree, WHOLE } from '../indicators/testing/city.ts'
import { asDelivered, deliveries } from '../indicators/testing/truth.ts'
import { createScreens, type Composed } from './index.ts'

const SCREEN = `
screens:
  - id: main
    title: 主屏
    level: [district, town, village]
    top: { panel: decisions, of: [t.active] }
    left: [{ panel: headline, of: [t.count, t.latest] }, { panel: trend, of: t.max, grain: day, span: 30d }]
    centre: { panel: map, fill: t.max }
    right: [{ panel: ranking, of: t.count }, { panel: table, of: [t.ratio, t.sum] }, { panel: feeds }, { panel: split, of: t.count, by: kind, grain: month }]
`
const folder = mkdtempSync(join(tmpdir(), 'yiping-renewal-'))
cpSync(fileURLToPath(new URL('../indicators/testing/metrics', import.meta.url)), folder, { recursive: true })
writeFileSync(join(folder, 'screen.yaml'), SCREEN)
const catalog = await loadDefinitions(folder)
afterAll(() => rmSync(folder, { recursive: true }))

test('the definitions of this test are sound', () => expect(catalog.problems).toEqual([]))

test('a view renewed step by step is the view made from nothing, and only what has new facts is made again', async () => {
  const regions = smallTree()
  const kept = { count: 0 }
  await fc.assert(
    fc.asyncProperty(deliveries, fc.constantFrom('d', 't1', 'v11'), async (all, region) => {
      const city = await createCity(catalog, regions, () => local('2025-03-15'))
      const screens = createScreens({
        indicators: city.indicators,
        catalog: () => catalog,
        regions,
        clock: city.clock,
        alerts: () => [],
        notes: () => [],
        tasks: () => Promise.resolve({ rows: [], total: 0, overdue: 0 }),
        failed: (error) => {
          throw error
        },
      })
      let view: Composed = await screens.compose('main', region, WHOLE)
      for (const delivery of all) {
        await city.deliver(delivery.dataset, asDelivered(delivery))
        const before = view
        view = await screens.compose('main', region, WHOLE, { before, also: new Set() })
        expect(view).toEqual(await screens.compose('main', region, WHOLE))
        kept.count += Object.keys(view.view.panels).filter(
          (id) => view.view.panels[id] === before.view.panels[id],
        ).length
      }
      await city.close()
    }),
    { numRuns: 8 },
  )
  expect(kept.count).toBeGreaterThan(0)
}, 120_000)

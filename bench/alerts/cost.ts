import { createAlerts } from '../../server/alerts/index.ts'
import { compileCatalog } from '../../server/catalog/load.ts'
import { createCity } from '../../server/indicators/testing/city.ts'
import { loadRegions } from '../../server/regions/index.ts'
import { createLedger, createProbe } from '../../server/store/index.ts'
import { median, say, type Measure } from '../world/line.ts'
import { datasetOf, rulesYaml, type RuleCount } from './rules-folder.ts'

const ROUNDS = 60
const NOW = Date.UTC(2026, 10, 25, 10)
const EACH = 20

/**
 * Processor time, ms, from a commit of one row until all it can have changed has been judged; and how many numbers that
 * were.
 */
const costOf = async (count: RuleCount): Promise<{ milliseconds: number; cells: number; whole: number }> => {
  const regions = loadRegions('330109', () => '2026-11-25')
  const probe = await createProbe()
  const catalog = await compileCatalog([{ file: 'rules.yaml', text: rulesYaml(count) }], { probe, regions }).finally(
    () => probe.close(),
  )
  let now = NOW
  const city = await createCity(catalog, regions, () => now)
  const ledger = await createLedger({ path: ':memory:', threads: 1, memoryLimit: '200MB' })
  const root = regions.root.code
  const alerts = await createAlerts({
    ledger,
    store: city.store,
    indicators: city.indicators,
    catalog: () => catalog,
    regions,
    clock: city.clock,
    people: () => [],
    pauseMs: 0,
    scope: { reaches: [{ roots: [root], themes: 'all', class: 'internal', rows: true }] },
    failed: (error) => {
      throw error
    },
  })
  await alerts.start()
  let began = { user: 0, system: 0 }
  city.indicators.onChange((event) => {
    began = process.cpuUsage()
    alerts.changed(event)
  })
  const villages = regions
    .descendants(root, 'village')
    .filter(({ kind }) => kind === 'place')
    .map(({ code }) => code)
  const times: number[] = []
  const before = alerts.judged().cells
  for (let n = 0; n < ROUNDS; n += 1) {
    now += 1_000
    const at = new Date(now).toISOString().slice(0, 19).replace('T', ' ')
    await city.deliver(datasetOf(0), [
      { id: `g${n}`, at, region: villages[(n * 37) % villages.length], kind: n % EACH, value: 1 },
    ])
    await alerts.settled()
    const { user, system } = process.cpuUsage(began)
    times.push((user + system) / 1000)
  }
  const cells = alerts.judged().cells - before
  await alerts.close()
  await city.close()
  await ledger.close()
  return {
    milliseconds: median(times.slice(5)),
    cells: cells / ROUNDS,
    whole: count.datasets * count.each * villages.length,
  }
}

/**
 * The same row, judged among ten times the rules: what it costs follows the numbers it can have changed, not rules ×
 * regions.
 */
export const alertCost: Measure = {
  name: 'judging one changed place among 200 rules, against among 20',
  bar: { at: 1.5, better: 'lower' },
  run: async () => {
    const few = await costOf({ datasets: 1, each: EACH })
    const many = await costOf({ datasets: 10, each: EACH })
    say(
      `  ${many.cells} numbers judged for each row, of ${many.whole} rules × villages (1/${Math.round(many.whole / many.cells)}); among 20 rules ${few.milliseconds.toFixed(1)} ms, among 200 ${many.milliseconds.toFixed(1)} ms`,
    )
    return { value: many.milliseconds, limit: few.milliseconds, unit: 'ms' }
  },
}

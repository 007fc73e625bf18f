import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { replayRule } from '../../alerts/index.ts'
import { begunCases } from '../../cases/index.ts'
import { loadCatalog, type Catalog } from '../../catalog/index.ts'
import type { RuleReplay } from '../../contract/index.ts'
import { createIndicators } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { loadRegions } from '../../regions/index.ts'
import { readSettings } from '../../settings.ts'
import { createLedger, createProbe, createStore, type Store } from '../../store/index.ts'
import { ask, SERVER } from '../ask.ts'
import { replayLines } from '../replay-lines.ts'

/** Throws when datasets are declared that no server has made tables for yet: nothing can be replayed from them. */
const checkTables = async (store: Store, { datasets }: Catalog): Promise<void> => {
  const tables = await store.read(async (sql) =>
    (await sql.query(`select table_name from duckdb_tables() where schema_name = 'fact'`)).column('table_name'),
  )
  const missing = [...datasets.keys()].filter((id) => !tables.includes(id))
  if (missing.length > 0)
    throw new Error(`数据文件里还没有数据资源 ${missing.join('、')}：请先按现在的定义启动一次服务（npm start），再回放`)
}

/**
 * Replays on the files themselves; nobody else may hold them. Throws when there are none yet, and when there is no such
 * rule, with those there are.
 */
export const replayHere = async (id: string, days: number): Promise<RuleReplay> => {
  const settings = readSettings(process.env)
  if (!existsSync(settings.database))
    throw new Error(`没有数据文件 ${settings.database}：请先启动一次服务（npm start），或用 YIPING_DATA 指明数据目录`)
  const clock = createClock(createZone(settings.timeZone))
  const regions = loadRegions(settings.regions)
  const probe = await createProbe()
  const store = await createStore({
    path: settings.database,
    threads: 2,
    memoryLimit: settings.memoryLimit,
    readers: 1,
    readLimitMs: 120_000,
  })
  const ledger = await createLedger({ path: settings.ledger, threads: 1, memoryLimit: '200MB' })
  try {
    const catalog = await loadCatalog({ folder: settings.metrics, probe, regions })
    await checkTables(store, catalog)
    const indicators = createIndicators({ store, catalog: () => catalog, regions, clock, smallCount: 0 })
    await indicators.refresh()
    const scope = {
      reaches: [{ roots: [regions.root.code], themes: 'all' as const, class: 'internal' as const, rows: true }],
    }
    const found = await replayRule(id, days, {
      indicators,
      catalog,
      regions,
      clock,
      scope,
      begun: (wanted) => begunCases(ledger, wanted),
    })
    if (!found) throw new Error(`没有规则 ${id}；可用的有：${[...catalog.alerts.keys()].join('、')}`)
    return found
  } finally {
    await store.close()
    await ledger.close()
    probe.close()
  }
}

const isRunning = (server: string): Promise<boolean> =>
  fetch(new URL('/healthz', server)).then(
    ({ ok }) => ok,
    () => false,
  )

/** What a rule would have said: asked of the server where one runs, else read from the files. */
const replay = async (id: string, days: number, server: string | undefined): Promise<RuleReplay> =>
  server !== undefined || (await isRunning(SERVER))
    ? ask<RuleReplay>(server ?? SERVER, 'GET', `/alerts/rules/${encodeURIComponent(id)}/replay?days=${days}`)
    : replayHere(id, days)

/** `yiping rules test <rule> --since 90d`: what a rule would have said, before it is switched on. */
export const rulesCommand = (): Command =>
  new Command('rules').description('预警规则').addCommand(
    new Command('test')
      .description('按历史数据回放一条规则：何时会报、多少次、多久、随后有没有事件；不改变任何东西')
      .argument('<rule>', '规则编号')
      .option('--since <days>', '回放多少天，例如 90d', '90d')
      .option('--server <url>', '向哪个正在运行的服务查询；不写时先找本机的服务，没有运行就直接读数据文件')
      .action(async (rule: string, { since, server }: { since: string; server?: string }) => {
        const days = /^(\d+)d$/.exec(since)?.[1]
        if (days === undefined) throw new Error('--since 应写作天数加 d，例如 90d')
        for (const line of replayLines(await replay(rule, Number(days), server))) console.log(line)
      }),
  )

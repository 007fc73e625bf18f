import { Command } from 'commander'
import { replayRule, type Replayed } from '../../alerts/index.ts'
import { loadCatalog, type AlertRule } from '../../catalog/index.ts'
import { createIndicators } from '../../indicators/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import { loadRegions, type Regions } from '../../regions/index.ts'
import { readSettings } from '../../settings.ts'
import { createLedger, createProbe, createStore, type Ledger } from '../../store/index.ts'

const DAY = 86_400_000
/** A case this soon after an alert belongs to it. */
const FOLLOWS_MS = 3 * DAY

interface Followed { region: string; reported: number }

const BANDS = { red: '红', orange: '橙', yellow: '黄', blue: '蓝' } as const

/** Cases of the kind the rule opens, or of its theme where it opens none. */
const casesFor = async (ledger: Ledger, { opens, theme }: AlertRule, regions: Regions): Promise<Followed[]> => {
  const known = await ledger.read(async (sql) => (await sql.query(`select 1 from duckdb_tables() where table_name = 'case_state'`)).rowCount)
  if (known === 0) return []
  const table = await ledger.read((sql) => sql.query(`select region, reported from case_state where merged_into is null and (($1 <> '' and type = $1) or ($1 = '' and theme = $2))`, [opens?.case ?? '', theme]))
  return table.records().map((row) => ({ region: String(row['region']), reported: row['reported'] as number })).filter(({ region }) => regions.get(region) !== null)
}

const share = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`)

/** What a replay says, line by line. */
export const replayLines = (fired: readonly Replayed[], cases: readonly Followed[], { regions, format, now }: { regions: Regions; format: (at: number) => string; now: number }): string[] => {
  const isFollowed = ({ region, from }: Replayed): boolean => cases.some((one) => regions.contains(region, one.region) && one.reported >= from - DAY && one.reported <= from + FOLLOWS_MS)
  const hits = fired.filter(isFollowed).length
  const hours = fired.reduce((sum, { from, until }) => sum + ((until ?? now) - from) / 3_600_000, 0)
  const lines = fired.map((one) => `${format(one.from).slice(0, 16).replace('T', ' ')}  ${BANDS[one.band]}  ${regions.get(one.region)?.name ?? one.region}  ${one.until === null ? '至今未解除' : `历时 ${Math.round((one.until - one.from) / 3_600_000)} 小时`}${isFollowed(one) ? '  随后有事件' : ''}`)
  return [...lines, `共 ${fired.length} 次，平均历时 ${fired.length === 0 ? '—' : `${Math.round(hours / fired.length)} 小时`}；随后有事件的 ${hits} 次，命中率 ${share(hits, fired.length)}，空报率 ${share(fired.length - hits, fired.length)}`]
}

const test = async (id: string, days: number): Promise<string[]> => {
  const settings = readSettings(process.env)
  const clock = createClock(createZone(settings.timeZone))
  const regions = loadRegions(settings.regions)
  const probe = await createProbe()
  const store = await createStore({ path: settings.database, threads: 2, memoryLimit: settings.memoryLimit, readers: 1, readLimitMs: 120_000 })
  const ledger = await createLedger({ path: settings.ledger, threads: 1, memoryLimit: '200MB' })
  try {
    const catalog = await loadCatalog({ folder: settings.metrics, probe, regions })
    const rule = catalog.alerts.get(id)
    if (!rule) throw new Error(`没有规则 ${id}；可用的有：${[...catalog.alerts.keys()].join('、')}`)
    const indicators = createIndicators({ store, catalog: () => catalog, regions, clock, smallCount: 0 })
    await indicators.refresh()
    const scope = { reaches: [{ roots: [regions.root.code], themes: 'all' as const, class: 'internal' as const }] }
    const { buckets, places, fired } = await replayRule(rule, clock.local() - days * DAY, { indicators, catalog, regions, clock, scope })
    return [`规则“${rule.title}”回放 ${days} 天：${buckets} 个时段 × ${places} 个区域`, ...replayLines(fired, await casesFor(ledger, rule, regions), { regions, format: clock.zone.format, now: clock.local() })]
  } finally {
    await store.close()
    await ledger.close()
    probe.close()
  }
}

/** `yiping rules test <rule> --since 90d`: what a rule would have said, before it is switched on; the server must be stopped. */
export const rulesCommand = (): Command =>
  new Command('rules').description('预警规则').addCommand(
    new Command('test')
      .description('按历史数据回放一条规则：何时会报、多少次、多久、随后有没有事件（须先停止服务）')
      .argument('<rule>', '规则编号')
      .option('--since <days>', '回放多少天，例如 90d', '90d')
      .action(async (rule: string, { since }: { since: string }) => {
        const days = /^(\d+)d$/.exec(since)?.[1]
        if (days === undefined) throw new Error('--since 应写作天数加 d，例如 90d')
        for (const line of await test(rule, Number(days))) console.log(line)
      }))

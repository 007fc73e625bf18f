import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../server/app.ts'
import { createCases, type PastCase } from '../server/cases/index.ts'
import { loadCatalog } from '../server/catalog/index.ts'
import { createClock, createZone } from '../server/lib/index.ts'
import { loadRegions } from '../server/regions/index.ts'
import { createLedger, createProbe } from '../server/store/index.ts'
import { quantile, say, timed, type Measure } from './world/line.ts'

/** Fewer for a quick look: filling the whole takes minutes. */
const CASES = Number(process.env['YIPING_BENCH_CASES'] ?? 100_000)
/** A folder to fill once and measure on again and again; it stays. */
const KEPT = process.env['YIPING_BENCH_FOLDER'] ?? null
const CHUNK = Math.min(5_000, CASES)
const OPEN_SHARE = 0.05
const ROUNDS = 40
const DAY = 86_400_000
const TOWN = '330109113'

const by = { id: 'bench', name: '值班员', post: '镇街' }

/** Four years of a district: one in twenty still open, the rest closed, in every village. */
const pastOf = (n: number, villages: readonly string[], now: number): PastCase => {
  const open = n % (1 / OPEN_SHARE) === 0
  const at = now - (open ? n % 5 : 5 + (n % 1_400)) * DAY - (n % 600) * 60_000
  const region = villages[n % villages.length]!
  const to = { kind: 'unit' as const, id: region, name: region, post: '村社', region }
  const rest = open
    ? []
    : [
        { action: 'sign' as const, by, at: at + 3 * 3_600_000 },
        { action: 'feedback' as const, by, at: at + 20 * 3_600_000, words: '已处理' },
        { action: 'verify' as const, by: { ...by, id: 'other' }, at: at + 24 * 3_600_000 },
        { action: 'close' as const, by, at: at + 25 * 3_600_000 },
      ]
  return {
    type: 'governance.dispute',
    title: `纠纷调处 ${n}`,
    words: `第 ${n} 件`,
    region,
    point: null,
    origin: { kind: 'feed', title: '热线', alert: null },
    by,
    at,
    steps: [
      { action: 'file', by, at: at + 3_600_000 },
      { action: 'dispatch', by, at: at + 2 * 3_600_000, to },
      ...rest,
    ],
  }
}

const fill = async (folder: string): Promise<void> => {
  const clock = createClock(createZone('Asia/Shanghai'), Date.now)
  const regions = loadRegions('330109', () => new Date(clock.local()).toISOString().slice(0, 10))
  const probe = await createProbe()
  const catalog = await loadCatalog({ folder: 'metrics', probe, regions }).finally(() => probe.close())
  const ledger = await createLedger({ path: join(folder, 'ledger.duckdb'), threads: 1, memoryLimit: '500MB' })
  const cases = await createCases({
    ledger,
    catalog: () => catalog,
    regions,
    clock,
    people: () => [],
    photos: join(folder, 'photos'),
  })
  const villages = regions.descendants(regions.root.code, 'village').map(({ code }) => code)
  const now = clock.local()
  for (let n = 0; n < CASES; n += CHUNK)
    await cases.restore(Array.from({ length: CHUNK }, (_, index) => pastOf(n + index, villages, now)))
  await ledger.close()
}

const serve = (folder: string): Promise<App> =>
  createApp({
    port: 0,
    host: '127.0.0.1',
    database: join(folder, 'facts.duckdb'),
    ledger: join(folder, 'ledger.duckdb'),
    metrics: 'metrics',
    regions: '330109',
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '600MB',
    client: null,
  })

interface Page {
  total: number
  cases: { id: string }[]
}

/**
 * A list of a desk among 100,000 cases, p95 over its tabs, a word sought and a town; opening one of them is told beside
 * it.
 */
export const cases: Measure = {
  name: `desk list among ${CASES} cases over HTTP, p95`,
  bar: { at: 1, better: 'lower' },
  run: async () => {
    const folder = KEPT ?? mkdtempSync(join(tmpdir(), 'yiping-bench-cases-'))
    try {
      if (!existsSync(join(folder, 'ledger.duckdb')))
        say(`  filled in ${((await timed(() => fill(folder))) / 1000).toFixed(0)} s`)
      const began = performance.now()
      const app = await serve(folder)
      say(`  started, all of them made facts, in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      const url = await app.listen()
      const headers = { authorization: `Bearer ${app.localToken}` }
      const ask = async <T>(path: string): Promise<T> => {
        const reply = await fetch(`${url}/api/v1${path}`, { headers })
        if (!reply.ok) throw new Error(`${reply.status} ${path}`)
        return (await reply.json()) as T
      }
      const { total, cases: rows } = await ask<Page>('/cases?queue=all&limit=200')
      if (total !== CASES) throw new Error(`${total} cases`)
      const lists = [
        '/cases?queue=open',
        '/cases?queue=overdue',
        '/cases?queue=mine',
        `/cases?queue=open&region=${TOWN}`,
        '/cases?queue=all&q=77',
        '/cases?queue=done&sort=newest',
      ]
      const times: number[] = []
      for (const path of lists) {
        const own: number[] = []
        for (let round = 0; round < ROUNDS; round++) own.push(await timed(() => ask(path)))
        say(`  ${path}: median ${quantile(own, 0.5).toFixed(0)} ms, p95 ${quantile(own, 0.95).toFixed(0)} ms`)
        times.push(...own)
      }
      const opens: number[] = []
      for (let round = 0; round < ROUNDS; round++) opens.push(await timed(() => ask(`/cases/${rows[round]!.id}`)))
      say(
        `  opening one: median ${quantile(opens, 0.5).toFixed(0)} ms, p95 ${quantile(opens, 0.95).toFixed(0)} ms (bar 1000 ms)`,
      )
      if (quantile(opens, 0.95) > 1_000) throw new Error('opening a case takes longer than a second')
      await app.close()
      return { value: quantile(times, 0.95), limit: 100, unit: 'ms' }
    } finally {
      if (KEPT === null) rmSync(folder, { recursive: true, force: true })
    }
  },
}

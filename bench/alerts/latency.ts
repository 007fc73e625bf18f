import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startServer, type Door } from '../../e2e/world/index.ts'
import { quantile, say, type Measure } from '../world/line.ts'
import { MEASURED_SECONDS, WARM_SECONDS } from '../world/minute.ts'
import { openDesk } from './desk.ts'
import { datasetOf, LIMIT, ruleOf, rulesFolder } from './rules-folder.ts'

const SECONDS = WARM_SECONDS + MEASURED_SECONDS
const A_SECOND = 20
const ROWS = 50
const COUNT = { datasets: 10, each: 20 }
const RULES = COUNT.datasets * COUNT.each

interface Probe {
  key: string
  sent: number
  accepted: number | null
  heard: number | null
}
interface Place {
  code: string
  level: string
  kind: string
  parent: string
}

const placesOf = async ({ url, token }: Door): Promise<Place[]> =>
  (
    (await (await fetch(`${url}/api/v1/regions`, { headers: { authorization: `Bearer ${token}` } })).json()) as {
      regions: Place[]
    }
  ).regions

/** One of the server's own figures. */
const figure = async ({ url, token }: Door, name: string): Promise<number> =>
  Number(
    new RegExp(`^${name} (\\S+)`, 'm').exec(
      await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text(),
    )![1],
  )

const now = (): string => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ')

/**
 * The rows of the n-th delivery: ordinary ones all over the district, and one beyond the limit where none was before.
 */
const rowsOf = (n: number, villages: readonly string[]): { dataset: number; body: string; key: string } => {
  const dataset = n % COUNT.datasets
  const turn = Math.floor(n / COUNT.datasets)
  const probe = { kind: turn % COUNT.each, region: villages[(turn * 7 + dataset * 53) % villages.length]! }
  const at = now()
  const ordinary = Array.from({ length: ROWS - 1 }, (_, index) => ({
    kind: (n + index) % COUNT.each,
    region: villages[(n * 31 + index * 17) % villages.length]!,
    value: (n + index) % LIMIT,
  }))
  const rows = [...ordinary, { ...probe, value: LIMIT + 1 }].map((row, index) =>
    JSON.stringify({ id: `g${n}-${index}`, at, ...row }),
  )
  return { dataset, body: rows.join('\n'), key: `${ruleOf(dataset, probe.kind)} ${probe.region}` }
}

const send = async ({ url, token }: Door, { dataset, body }: { dataset: number; body: string }): Promise<void> => {
  const reply = await fetch(`${url}/api/v1/datasets/${datasetOf(dataset)}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
    body,
  })
  const answer = (await reply.json()) as { accepted: number }
  if (!reply.ok || answer.accepted !== ROWS)
    throw new Error(`refused: ${reply.status} ${JSON.stringify(answer).slice(0, 300)}`)
}

/** Twenty deliveries a second, each at its time whatever becomes of the others. */
const play = async (server: Door, villages: readonly string[], probes: Map<string, Probe>): Promise<void> => {
  const began = performance.now()
  const replies: Promise<void>[] = []
  for (let n = 0; n < SECONDS * A_SECOND; n += 1) {
    const delivery = rowsOf(n, villages)
    const probe: Probe = { key: delivery.key, sent: performance.now(), accepted: null, heard: null }
    probes.set(delivery.key, probe)
    replies.push(send(server, delivery).then(() => void (probe.accepted = performance.now())))
    await wait(Math.max(0, began + ((n + 1) * 1000) / A_SECOND - performance.now()))
  }
  await Promise.all(replies)
  await wait(3_000)
}

/**
 * From an accepted row to the alert on its town's desk: a thousand rows a second, 200 rules in every village, a desk
 * open in every town.
 */
export const alerts: Measure = {
  name: `row accepted to alert on the town's desk, p99 at ${A_SECOND * ROWS} rows/s with ${RULES} rules`,
  bar: { at: 1, better: 'lower' },
  run: async () => {
    const [data, metrics] = [mkdtempSync(join(tmpdir(), 'yiping-bench-alerts-')), rulesFolder(COUNT)]
    const server = await startServer({
      data,
      environment: { YIPING_DEMO: '0', YIPING_LOG: 'error', YIPING_METRICS: metrics },
    })
    try {
      const places = await placesOf(server)
      const villages = places
        .filter(({ level, kind }) => level === 'village' && kind === 'place')
        .map(({ code }) => code)
      const probes = new Map<string, Probe>()
      const desks = await Promise.all(
        [...new Set(places.filter(({ level }) => level === 'town').map(({ code }) => code))].map((town) =>
          openDesk(server, town, (key, at) => {
            const probe = probes.get(key)
            if (probe) probe.heard ??= at
          }),
        ),
      )
      const before = {
        passes: await figure(server, 'yiping_alert_passes_total'),
        cells: await figure(server, 'yiping_alert_cells_judged_total'),
      }
      await play(server, villages, probes)
      const passes = (await figure(server, 'yiping_alert_passes_total')) - before.passes
      const cells = (await figure(server, 'yiping_alert_cells_judged_total')) - before.cells
      for (const close of desks) close()
      const all = [...probes.values()].slice(WARM_SECONDS * A_SECOND)
      const ended = performance.now()
      const waits = all.map(({ accepted, heard }) => Math.max(0, (heard ?? ended) - accepted!))
      say(
        `  ${villages.length} villages, ${desks.length} desks; ${all.filter(({ heard }) => heard === null).length} of ${all.length} alerts never came`,
      )
      say(
        `  from acceptance: median ${quantile(waits, 0.5).toFixed(0)} ms, p99 ${quantile(waits, 0.99).toFixed(0)} ms; from sending: p99 ${quantile(
          all.map(({ sent, heard }) => (heard ?? ended) - sent),
          0.99,
        ).toFixed(0)} ms`,
      )
      say(
        `  ${passes} passes judged ${cells} numbers, ${(cells / passes).toFixed(0)} a pass: ${((100 * cells) / (passes * RULES * villages.length)).toFixed(2)} % of ${RULES} rules × ${villages.length} villages`,
      )
      return { value: quantile(waits, 0.99), limit: 1_000, unit: 'ms' }
    } finally {
      await server.stop()
      for (const folder of [data, metrics]) rmSync(folder, { recursive: true, force: true })
    }
  },
}

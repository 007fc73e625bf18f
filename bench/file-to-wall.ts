import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ROOT, villagesOf } from './world/city.ts'
import { demoFolder, startDemo } from './world/demo.ts'
import { median, quantile, say, type Measure } from './world/line.ts'
import { createDeliverer } from './world/rows.ts'
import { atRest } from './world/at-rest.ts'
import { openViewer } from './world/viewer.ts'

const ROUNDS = 20
const ROWS = 1_000
const BIN = resolve(import.meta.dirname, '../server/cli/bin.cjs')

/**
 * As a department's system exports it: every declared column has its header, the place of a case is not known to it.
 */
const csv = (rows: readonly Record<string, unknown>[]): string =>
  [[...Object.keys(rows[0]!), '经度', '纬度'], ...rows.map((row) => [...Object.values(row), '', ''])]
    .map((fields) => fields.map((field) => field ?? '').join(','))
    .join('\n')

/**
 * A department's CSV imported with one command, from the command's start until the wall hears of its rows; the process
 * that imports begins anew each time.
 */
export const fileToWall: Measure = {
  name: `file of ${ROWS.toLocaleString('en')} rows imported with one command, to the wall`,
  bar: { at: 1, better: 'lower' },
  run: async () => {
    const server = await startDemo()
    const folder = mkdtempSync(join(tmpdir(), 'yiping-bench-file-'))
    try {
      const deliverer = createDeliverer(`file-${Date.now()}`, await villagesOf(server))
      const arrivals: { version: number; at: number }[] = []
      const viewer = await openViewer(
        server,
        { screen: 'overview', region: ROOT },
        ({ delta, at }) => void arrivals.push({ version: delta.version, at }),
      )
      await atRest(server.pid)
      const times: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const file = join(folder, `${round}.csv`)
        writeFileSync(file, csv(deliverer.rows(ROWS, Date.now(), 1)))
        const began = performance.now()
        const { stdout } = await promisify(execFile)(
          process.execPath,
          [BIN, 'import', 'governance.case', file, '--server', server.url],
          { env: { ...process.env, YIPING_DATA: demoFolder() } },
        )
        await wait(2_000)
        const version = Number(new RegExp(`接受 ${ROWS} 行，拒收 0 行，版本 (\\d+)`).exec(stdout)?.[1])
        const heard = arrivals.find((arrival) => arrival.version >= version)
        if (heard === undefined) throw new Error(`not on the wall: ${stdout}`)
        times.push(heard.at - began)
      }
      viewer.close()
      say(`  median ${median(times).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`)
      return { value: quantile(times, 0.9), limit: 1_000, unit: 'ms' }
    } finally {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  },
}

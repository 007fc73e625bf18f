import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openBrowser, startServer } from '../e2e/world/index.ts'
import { databaseIn } from './world/city.ts'
import { say } from './world/line.ts'

const MINUTES = Number(process.env['SOAK_MINUTES'] ?? 20)
const EVERY_MS = 30_000
const SPEED = 50
const MB = 1024 ** 2

interface Sample {
  minute: number
  serverMb: number
  heapMb: number
  fileMb: number
}

const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

const fileMb = (folder: string): number => {
  const file = databaseIn(folder)
  const log = statSync(`${file}.wal`, { throwIfNoEntry: false })?.size ?? 0
  return (statSync(file).size + log) / MB
}

/** Least-squares slope over the last half, in MB a minute: the first half is warming up. */
export const slope = (samples: readonly { minute: number; y: number }[]): number => {
  const half = samples.slice(Math.floor(samples.length / 2))
  const mean = (of: (sample: { minute: number; y: number }) => number): number =>
    half.reduce((sum, one) => sum + of(one), 0) / half.length
  const [x, y] = [mean((one) => one.minute), mean((one) => one.y)]
  const spread = half.reduce((sum, one) => sum + (one.minute - x) ** 2, 0)
  return spread === 0 ? 0 : half.reduce((sum, one) => sum + (one.minute - x) * (one.y - y), 0) / spread
}

/**
 * The demonstration city at fifty times its speed with the overview open in a browser: memory of both and the file,
 * twice a minute.
 */
export const soak = async (): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-soak-'))
  const server = await startServer({
    data: folder,
    environment: { YIPING_DEMO: '1', YIPING_DEMO_SPEED: String(SPEED), YIPING_LOG: 'error' },
    limitSeconds: 300,
  })
  const eyes = await openBrowser()
  const samples: Sample[] = []
  try {
    const page = await eyes.see(server.url, { width: 1920, height: 1080 })
    const session = await page.context().newCDPSession(page)
    await session.send('HeapProfiler.enable')
    for (const end = Date.now() + MINUTES * 60_000, began = Date.now(); Date.now() < end; await wait(EVERY_MS)) {
      await session.send('HeapProfiler.collectGarbage')
      const heap = await session.send('Runtime.getHeapUsage')
      const sample = {
        minute: (Date.now() - began) / 60_000,
        serverMb: residentMb(server.pid),
        heapMb: heap.usedSize / MB,
        fileMb: fileMb(folder),
      }
      samples.push(sample)
      say(
        `  ${sample.minute.toFixed(1)} min: server ${sample.serverMb.toFixed(0)} MB, browser heap ${sample.heapMb.toFixed(1)} MB, file ${sample.fileMb.toFixed(0)} MB`,
      )
    }
  } finally {
    await eyes.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  for (const what of ['serverMb', 'heapMb', 'fileMb'] as const) {
    const last = samples.at(-1)?.[what] ?? 0
    console.log(
      JSON.stringify({
        name: `soak ${what}`,
        minutes: MINUTES,
        speed: SPEED,
        first: samples[0]?.[what],
        last,
        slopePerMinute: slope(samples.map((one) => ({ minute: one.minute, y: one[what] }))),
      }),
    )
  }
}

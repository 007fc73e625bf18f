import { setTimeout as wait } from 'node:timers/promises'
import { atRest } from './world/at-rest.ts'
import { deliver, ROOT, villagesOf } from './world/city.ts'
import { startDemo } from './world/demo.ts'
import { quantile, say, type Measure } from './world/line.ts'
import { MEASURED_SECONDS, WARM_SECONDS } from './world/minute.ts'
import { createDeliverer, ndjson } from './world/rows.ts'
import { openViewer } from './world/viewer.ts'

const SECONDS = WARM_SECONDS + MEASURED_SECONDS
const A_SECOND = 20
const ROWS = 50

interface Sent {
  at: number
  accepted: number
  version: number | null
}

/**
 * From the receipt of a row until the wall's delta that holds it: 50 rows twenty times a second, the overview of the
 * district open.
 */
export const latency: Measure = {
  name: 'row accepted to delta on the socket, p99 at 1,000 rows/s',
  bar: { at: 1, better: 'lower' },
  run: async () => {
    const server = await startDemo()
    try {
      const deliverer = createDeliverer(`latency-${Date.now()}`, await villagesOf(server))
      const arrivals: { version: number; at: number }[] = []
      const viewer = await openViewer(
        server,
        { screen: 'overview', region: ROOT },
        ({ delta, at }) => void arrivals.push({ version: delta.version, at }),
      )
      await atRest(server.pid)
      const sent: Sent[] = []
      const replies: Promise<void>[] = []
      for (let n = 0; n < SECONDS * A_SECOND; n++) {
        const one: Sent = { at: performance.now(), accepted: 0, version: null }
        sent.push(one)
        replies.push(
          deliver(server, ndjson(deliverer.rows(ROWS, Date.now(), 0.01))).then(
            ({ version }) => void Object.assign(one, { accepted: performance.now(), version }),
          ),
        )
        await wait(Math.max(0, sent[0]!.at + ((n + 1) * 1000) / A_SECOND - performance.now()))
      }
      await Promise.all(replies)
      await wait(3000)
      viewer.close()
      // A row never seen has waited at least until now.
      const ended = performance.now()
      const seen = sent
        .slice(WARM_SECONDS * A_SECOND)
        .map((one) => ({ ...one, heard: arrivals.find(({ version }) => version >= one.version!)?.at ?? ended }))
      const fromSending = seen.map(({ at, heard }) => heard - at)
      const fromAcceptance = seen.map(({ accepted, heard }) => Math.max(0, heard - accepted))
      say(
        `  from acceptance: median ${quantile(fromAcceptance, 0.5).toFixed(0)} ms, p99 ${quantile(fromAcceptance, 0.99).toFixed(0)} ms; from sending: median ${quantile(fromSending, 0.5).toFixed(0)} ms, p99 ${quantile(fromSending, 0.99).toFixed(0)} ms; ${arrivals.length} deltas`,
      )
      return { value: quantile(fromAcceptance, 0.99), limit: 500, unit: 'ms' }
    } finally {
      await server.stop()
    }
  },
}

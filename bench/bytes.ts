import { setTimeout as wait } from 'node:timers/promises'
import { ROOT } from './world/city.ts'
import { startDemo } from './world/demo.ts'
import { median, say, type Measure } from './world/line.ts'
import { openViewer } from './world/viewer.ts'

const SECONDS = 60
/** The city by night hardly moves: many times its own speed. */
const SPEED = 20

/** Bytes of a delta under the demonstration's live feed, against sending the whole view again as JSON. */
export const bytes: Measure = {
  name: 'bytes to a client for each tick',
  bar: { at: 0.05, better: 'lower' },
  run: async () => {
    const server = await startDemo(SPEED)
    try {
      const sizes: number[] = []
      const viewer = await openViewer(
        server,
        { screen: 'overview', region: ROOT },
        (arrival) => void sizes.push(arrival.bytes),
      )
      await wait(SECONDS * 1000)
      viewer.close()
      if (sizes.length === 0) throw new Error('nothing moved')
      const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
      say(
        `  ${sizes.length} ticks in ${SECONDS} s, median ${median(sizes)} B, mean ${mean.toFixed(0)} B, view ${viewer.snapshotBytes} B`,
      )
      return { value: mean, limit: viewer.snapshotBytes, unit: 'B/tick' }
    } finally {
      await server.stop()
    }
  },
}

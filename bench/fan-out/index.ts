import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { say, type Measure } from '../world/line.ts'
import { processorTime } from '../world/at-rest.ts'
import { startChild } from '../world/child.ts'

const SOCKETS = 5000
const TICKS = 80
const EVERY_MS = 250
/** A step of the overview under the live feed; see the budget on bytes. */
const BYTES = 1000

/** Microseconds of processor time a server of this folder burns for each message its sockets get. */
const burnt = async (script: string, path: string, opening: readonly string[]): Promise<number> => {
  const server = startChild(join(import.meta.dirname, script))
  const port = (await server.heard()).split(' ')[1]
  const clients = startChild(join(import.meta.dirname, 'clients.ts'), [
    `ws://127.0.0.1:${port}${path}`,
    String(SOCKETS),
    ...opening,
  ])
  const count = async (): Promise<number> => {
    clients.tell('count')
    return Number((await clients.heard()).split(' ')[1])
  }
  try {
    await clients.heard()
    await wait(3000)
    const [before, cpu] = [await count(), processorTime(server.pid)]
    for (let tick = 0; tick < TICKS; tick++) {
      server.tell(String(BYTES))
      await wait(EVERY_MS)
    }
    await wait(1000)
    const messages = (await count()) - before
    const each = ((processorTime(server.pid) - cpu) * 1000) / messages
    say(`  ${script}: ${messages} messages, ${each.toFixed(1)} µs each`)
    return each
  } finally {
    server.stop()
    clients.stop()
  }
}

/** The product's own stream with 5,000 sockets on one view, against `ws` sending as many bytes to as many. */
export const fanOut: Measure = {
  name: 'processor time for each message to 5,000 sockets',
  bar: { at: 2, better: 'lower' },
  run: async () => ({
    value: await burnt('stream-server.ts', '/socket.io/?EIO=4&transport=websocket', [
      `420${JSON.stringify(['view:open', { screen: 's', region: 'r' }])}`,
    ]),
    limit: await burnt('raw-server.ts', '', []),
    unit: 'µs/message',
  }),
}

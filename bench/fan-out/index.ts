import { setTimeout as wait } from 'node:timers/promises'
import { push, type Server } from '../../e2e/world/index.ts'
import { ROOT, villagesOf } from '../world/city.ts'
import { startDemo } from '../world/demo.ts'
import { say, type Measure } from '../world/line.ts'
import { openViewer } from '../world/viewer.ts'
import { cpuOf, startChild } from './child.ts'

const SOCKETS = 5000
const SECONDS = 40
/** A screen that costs little to compose: what is measured is what each further watcher costs. */
const WATCHED = ['view:open', { screen: 'market', region: ROOT }] as const

interface Load { cpu: number; messages: number; bytes: number }

/** One row a second for a while; what the server burnt and how many messages the clients got. */
const underLoad = async (server: Server, sockets: number): Promise<Load> => {
  const clients = startChild('clients.ts', [`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, String(sockets), `420${JSON.stringify(WATCHED)}`])
  const sizes: number[] = []
  const began = Date.now()
  const viewer = await openViewer(server.url, WATCHED[1], (arrival) => void sizes.push(arrival.bytes))
  try {
    await clients.heard()
    await wait(3000)
    const villages = await villagesOf(server.url)
    clients.tell('count')
    const before = Number((await clients.heard()).split(' ')[1])
    const burnt = cpuOf(server.pid)
    for (let second = 0; second < SECONDS; second++) {
      await push(server.url, 'market.complaint', [{ complaint_id: `fan-${sockets}-${began}-${second}`, received_at: new Date(Date.now() - 1000).toISOString(), region_code: villages[second], category: '食品' }])
      await wait(1000)
    }
    const cpu = cpuOf(server.pid) - burnt
    clients.tell('count')
    return { cpu, messages: Number((await clients.heard()).split(' ')[1]) - before, bytes: sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length) }
  } finally {
    viewer.close()
    clients.stop()
  }
}

/** Microseconds `ws` alone needs for a message of that many bytes to as many sockets. */
const bare = async (bytes: number): Promise<number> => {
  const raw = startChild('raw-server.ts')
  const port = (await raw.heard()).split(' ')[1]
  const clients = startChild('clients.ts', [`ws://127.0.0.1:${port}`, String(SOCKETS)])
  try {
    await clients.heard()
    await wait(3000)
    const burnt = cpuOf(raw.pid)
    for (let second = 0; second < SECONDS; second++) {
      raw.tell(String(Math.round(bytes)))
      await wait(1000)
    }
    const cpu = cpuOf(raw.pid) - burnt
    clients.tell('count')
    return (cpu * 1000) / Number((await clients.heard()).split(' ')[1])
  } finally {
    raw.stop()
    clients.stop()
  }
}

/** What one more watcher costs: the same minute with one and with 5,000 sockets, the difference shared among the messages. */
export const fanOut: Measure = {
  name: 'processor time for each message to 5,000 sockets',
  bar: { at: 2, better: 'lower' },
  run: async () => {
    const server = await startDemo()
    try {
      const alone = await underLoad(server, 1)
      const many = await underLoad(server, SOCKETS)
      const value = ((many.cpu - alone.cpu) * 1000) / (many.messages - alone.messages)
      say(`  ${many.messages} messages of ${many.bytes.toFixed(0)} B; alone ${alone.cpu} ms, with all ${many.cpu} ms`)
      return { value, limit: await bare(many.bytes), unit: 'µs/message' }
    } finally {
      await server.stop()
    }
  },
}

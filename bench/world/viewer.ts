import WebSocket from 'ws'
import type { Door } from '../../e2e/world/index.ts'
import type { ViewDelta, ViewOpened, ViewSnapshot } from '../../server/contract/index.ts'

export interface Arrival {
  delta: ViewDelta
  bytes: number
  at: number
}

/** One client of the stream, spoken to in Socket.IO's own words over a bare WebSocket, so that bytes can be counted. */
export interface Viewer {
  snapshot: ViewSnapshot
  snapshotBytes: number
  close: () => void
}

export const openViewer = (
  { url, token }: Door,
  view: { screen: string; region: string },
  arrived: (arrival: Arrival) => void = () => undefined,
): Promise<Viewer> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { authorization: `Bearer ${token}` },
    })
    socket.on('error', reject)
    socket.on('message', (data) => {
      const at = performance.now()
      const text = (data as Buffer).toString()
      if (text.startsWith('0')) socket.send('40')
      else if (text.startsWith('40')) socket.send(`420${JSON.stringify(['view:open', view])}`)
      else if (text === '2') socket.send('3')
      else if (text.startsWith('430')) {
        const [opened] = JSON.parse(text.slice(3)) as [ViewOpened]
        if ('snapshot' in opened)
          resolve({
            snapshot: opened.snapshot,
            snapshotBytes: Buffer.byteLength(JSON.stringify(opened.snapshot.view)),
            close: () => socket.terminate(),
          })
        else reject(new Error(`not opened: ${text.slice(0, 300)}`))
      } else if (text.startsWith('42')) {
        const [event, delta] = JSON.parse(text.slice(2)) as [string, ViewDelta]
        if (event === 'view:changed') arrived({ delta, bytes: (data as Buffer).length, at })
      }
    })
  })

import type { IncomingMessage } from 'node:http'
import WebSocket from 'ws'
import type { Problem } from '../contract/index.ts'

export const TRANSPORTS = ['polling', 'websocket'] as const
interface Knocked {
  status: number
  type: string | undefined
  problem: Problem | null
}

const told = (status: number, type: string | undefined, text: string): Knocked => ({
  status,
  type,
  problem: status < 300 ? null : (JSON.parse(text) as Problem),
})

const textOf = async (response: IncomingMessage): Promise<string> =>
  Buffer.concat((await response.toArray()) as Buffer[]).toString()

/**
 * Asks for a line as bare HTTP, without Socket.IO's client: what is answered before anything of it exists. A line that
 * is given is let go.
 */
export const knock = async (
  url: string,
  headers: Record<string, string>,
  transport: (typeof TRANSPORTS)[number] = 'polling',
  query = '',
): Promise<Knocked> => {
  const address = `${url}/socket.io/?EIO=4&transport=${transport}${query}`
  if (transport === 'polling') {
    const response = await fetch(address, { headers })
    const text = await response.text()
    if (response.ok && text.startsWith('0'))
      await fetch(`${address}&sid=${(JSON.parse(text.slice(1)) as { sid: string }).sid}`, {
        method: 'POST',
        headers,
        body: '1',
      })
    return told(response.status, response.headers.get('content-type') ?? undefined, text)
  }
  const socket = new WebSocket(address.replace('http', 'ws'), { headers })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on(
      'upgrade',
      () =>
        void socket.once('open', () => {
          socket.close()
          resolve(told(101, undefined, ''))
        }),
    )
    socket.on(
      'unexpected-response',
      (_, response) =>
        void textOf(response).then(
          (text) => resolve(told(response.statusCode!, response.headers['content-type'], text)),
          reject,
        ),
    )
  })
}

import { io } from 'socket.io-client'
import type { Door } from '../../e2e/world/index.ts'
import type { AlertsChanged } from '../../server/contract/index.ts'

/** A town's desk that watches its alerts; `heard` is told of each alert when it comes. */
export const openDesk = async (
  { url, token }: Door,
  town: string,
  heard: (key: string, at: number) => void,
): Promise<() => void> => {
  const reply = await fetch(`${url}/api/v1/admin/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      kind: 'api',
      name: `值班台 ${town}`,
      grants: [{ role: 'town', region: town, themes: 'all', actions: ['aggregate', 'handle'] }],
    }),
  })
  if (!reply.ok) throw new Error(`${reply.status} ${await reply.text()}`)
  const made = (await reply.json()) as { secret: string }
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { authorization: `Bearer ${made.secret}` },
  })
  await new Promise<void>((done, failed) => {
    socket.once('connect', done)
    socket.once('connect_error', failed)
  })
  socket.on('alert:changed', ({ alerts }: AlertsChanged) => {
    const at = performance.now()
    for (const { rule, region, state } of alerts) if (state === 'firing') heard(`${rule} ${region}`, at)
  })
  socket.emit('alerts:watch')
  return () => void socket.close()
}

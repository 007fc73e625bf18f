import type { Socket } from 'socket.io'
import type { ClientEvents, ServerEvents } from '../contract/index.ts'

/**
 * What is kept with a socket: the view it watches, what its reader might see when last looked at, and whether it is a
 * command on this machine, which is not slowed.
 */
export interface SocketData {
  room?: string
  rights: string
  unpaced: boolean
}

export type ViewSocket = Socket<ClientEvents, ServerEvents, Record<string, never>, SocketData>

/**
 * More packets than this waiting for one client: it gets the whole view once it has caught up, and no steps until then.
 */
const MOST_WAITING = 32

const waitingFor = (socket: ViewSocket): number =>
  (socket.conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length

/**
 * Takes a slow client out of its room until its buffer has drained; what is held for it stays bounded.
 * `caughtUp` puts it back with a snapshot.
 */
export const dropLagging = (
  sockets: Iterable<ViewSocket>,
  room: string,
  caughtUp: (socket: ViewSocket) => void,
): void => {
  for (const socket of sockets) {
    if (waitingFor(socket) <= MOST_WAITING) continue
    void socket.leave(room)
    socket.conn.once('drain', () => {
      if (socket.connected && socket.data.room === room) caughtUp(socket)
    })
  }
}

import type { Audience } from '../../cases/index.ts'
import type { CaseChanged, Scope } from '../../contract/index.ts'
import type { ViewSocket } from '../lagging.ts'
import { createScopeRooms, leaveAll, type Io } from './scope-rooms.ts'

const HOLDER = 'case-holder|'

export interface CaseRoomsDeps {
  io: Io
  /** Whether a scope reaches a place in a theme. */
  mayRead: (scope: Scope, region: string, theme: string) => boolean
}

/**
 * Who hears that a case changed: exactly those who may read it, each once. What that costs follows the number
 * of different scopes, not of sockets.
 */
export const createCaseRooms = ({ io, mayRead }: CaseRoomsDeps) => {
  const rooms = createScopeRooms(io, 'cases|')
  const leave = (socket: ViewSocket): void => {
    rooms.leave(socket)
    leaveAll(socket, HOLDER)
  }
  return {
    leave,
    /** Takes a socket in as the reader it has now; `holders` are the ids under which they hold cases. */
    join: (socket: ViewSocket, scope: Scope, holders: readonly string[]): void => {
      leave(socket)
      rooms.join(socket, scope)
      for (const id of holders) void socket.join(HOLDER + id)
    },
    tell: (change: CaseChanged, { region, theme, holders }: Audience): void => {
      const reached = rooms
        .occupied()
        .filter(([, scope]) => mayRead(scope, region, theme))
        .map(([name]) => name)
      const names = [...reached, ...holders.map((id) => HOLDER + id)]
      // A socket in several of the rooms is still sent one message; no room at all would mean everybody.
      if (names.length > 0) io.to(names).emit('case:changed', change)
    },
  }
}

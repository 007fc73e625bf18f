import type { Audience, Own } from '../../cases/index.ts'
import { ofAllCases, ofOwnCases, type CaseChanged, type Scope } from '../../contract/index.ts'
import type { ViewSocket } from '../lagging.ts'
import { createScopeRooms, leaveAll, type Io } from './scope-rooms.ts'

const HOLDER = 'case-holder|'

interface CaseRoomsDeps {
  io: Io
  /** Whether a scope reaches a place in a theme. */
  mayRead: (scope: Scope, region: string, theme: string) => boolean
}

/**
 * Who hears that a case changed: exactly those who may read it, each once; that it left them: those who held it and may
 * read it no longer. What that costs follows the number of different scopes, not of sockets.
 */
export const createCaseRooms = ({ io, mayRead }: CaseRoomsDeps) => {
  const rooms = createScopeRooms(io, 'cases|')
  const { adapter } = io.of('/')
  /** Where those who hear of their own cases alone do so. */
  const reachOf = new Map<string, Scope>()
  const nearHands = (hands: readonly string[], region: string, theme: string): string[] => {
    for (const id of reachOf.keys()) if (!adapter.rooms.has(HOLDER + id)) reachOf.delete(id)
    return hands.filter((id) => {
      const reach = reachOf.get(id)
      return reach !== undefined && mayRead(reach, region, theme)
    })
  }
  const leave = (socket: ViewSocket): void => {
    rooms.leave(socket)
    leaveAll(socket, HOLDER)
  }
  return {
    leave,
    /** Takes a socket in as the reader it has now. */
    join: (socket: ViewSocket, scope: Scope, { holders, hand }: Own): void => {
      leave(socket)
      rooms.join(socket, ofAllCases(scope))
      reachOf.set(hand, ofOwnCases(scope))
      for (const id of holders) void socket.join(HOLDER + id)
    },
    tell: (change: CaseChanged, { region, theme, holders, hands, former }: Audience): void => {
      const reached = rooms
        .occupied()
        .filter(([, scope]) => mayRead(scope, region, theme))
        .map(([name]) => name)
      const names = [...reached, ...[...holders, ...nearHands(hands, region, theme)].map((id) => HOLDER + id)]
      // A socket in several of the rooms is still sent one message; no room at all would mean everybody.
      if (names.length > 0) io.to(names).emit('case:changed', change)
      const left = former.map((id) => HOLDER + id)
      if (left.length > 0) io.to(left).except(names).emit('case:left', change.id)
    },
  }
}

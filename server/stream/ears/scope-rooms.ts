import type { Server } from 'socket.io'
import { scopeKey, type ClientEvents, type Scope, type ServerEvents } from '../../contract/index.ts'
import type { SocketData, ViewSocket } from '../lagging.ts'

export type Io = Pick<Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>, 'to' | 'of'>

/** Leaves every room whose name begins so. */
export const leaveAll = (socket: ViewSocket, prefix: string): void => {
  for (const name of socket.rooms) if (name.startsWith(prefix)) void socket.leave(name)
}

/**
 * One room for all readers with the same scope, so that what may be told is decided once for each scope and not for
 * each of them.
 */
export const createScopeRooms = (io: Pick<Io, 'of'>, prefix: string) => {
  const scopes = new Map<string, Scope>()
  const { adapter } = io.of('/')
  return {
    join: (socket: ViewSocket, scope: Scope): void => {
      const name = `${prefix}${scopeKey(scope)}`
      scopes.set(name, scope)
      void socket.join(name)
    },
    leave: (socket: ViewSocket): void => leaveAll(socket, prefix),
    /** The rooms somebody is in; one nobody is in is forgotten. */
    occupied: (): [name: string, scope: Scope][] => {
      for (const name of scopes.keys()) if (!adapter.rooms.has(name)) scopes.delete(name)
      return [...scopes]
    },
  }
}

import type { Server } from 'socket.io'
import { scopeKey, type AlertBrief, type ClientEvents, type Scope, type ServerEvents } from '../contract/index.ts'
import type { SocketData, ViewSocket } from './lagging.ts'

type Io = Pick<Server<ClientEvents, ServerEvents, Record<string, never>, SocketData>, 'to' | 'of'>

const PREFIX = 'alerts|'

/** Those who want to hear of every change of an alert; one room for all with the same scope. */
export const createWatchers = (io: Io) => {
  const scopes = new Map<string, Scope>()
  const { adapter } = io.of('/')
  return {
    join: (socket: ViewSocket, scope: Scope): void => {
      const name = `${PREFIX}${scopeKey(scope)}`
      scopes.set(name, scope)
      void socket.join(name)
    },
    /** What the reader may see is no longer what it was: nothing is told until they ask again. */
    leave: (socket: ViewSocket): void => {
      for (const name of socket.rooms) if (name.startsWith(PREFIX)) void socket.leave(name)
    },
    /** Tells every room what it may see of the change; a room nobody is in is forgotten. */
    tell: (visible: (scope: Scope) => AlertBrief[]): void => {
      for (const [name, scope] of scopes) {
        if (!adapter.rooms.has(name)) {
          scopes.delete(name)
          continue
        }
        const alerts = visible(scope)
        if (alerts.length > 0) io.to(name).emit('alert:changed', { alerts })
      }
    },
  }
}

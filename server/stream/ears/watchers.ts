import type { AlertBrief, Scope } from '../../contract/index.ts'
import { createScopeRooms, type Io } from './scope-rooms.ts'

/** Those who want to hear of every change of an alert. */
export const createWatchers = (io: Io) => {
  const rooms = createScopeRooms(io, 'alerts|')
  return {
    join: rooms.join,
    /** What the reader may see is no longer what it was: nothing is told until they ask again. */
    leave: rooms.leave,
    /** Tells every room what it may see of the change. */
    tell: (visible: (scope: Scope) => AlertBrief[]): void => {
      for (const [name, scope] of rooms.occupied()) {
        const alerts = visible(scope)
        if (alerts.length > 0) io.to(name).emit('alert:changed', { alerts })
      }
    },
  }
}

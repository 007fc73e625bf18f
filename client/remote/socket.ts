import { io, type Socket } from 'socket.io-client'
import type { ClientEvents, ServerEvents, ToldEntry, ViewOpened, ViewRequest } from '../../server/contract/index.ts'
import { refusalOf } from './refusal.ts'

/** What the server may say to a listener of views. */
export interface ViewListener {
  connected: () => void
  disconnected: () => void
  changed: ServerEvents['view:changed']
  replaced: ServerEvents['view:replaced']
  checked: ServerEvents['view:checked']
  /** New definitions: the server has let go of every view. */
  redefined: () => void
}

/** A case that is another, with its newest entry; `null` = it is out of the reader's sight. */
interface CaseNews {
  id: string
  seen: string | null
}

/** The little of a socket that views need; tests put a fake in its place. */
export interface ViewSocket {
  connected: () => boolean
  open: (request: ViewRequest, reply: (opened: ViewOpened) => void) => void
  /** The result takes the listener away. */
  listen: (listener: ViewListener) => () => void
  /** Told of new definitions; after a break, when they may have changed unheard, with an empty revision. */
  onCatalog: (listener: (revision: string) => void) => void
  /**
   * Told of every case the reader may see that somebody did something to, and of one that went out of their sight; the
   * result takes the listener away.
   */
  onCase: (listener: (news: CaseNews) => void) => () => void
  /** Told that alerts in the reader's places changed; what they are now is asked for. */
  onAlerts: (listener: () => void) => () => void
  /** Told of entries of the audit as they are written; the result takes the listener away. */
  onAudit: (listener: (entries: readonly ToldEntry[]) => void) => () => void
  /** Told how many notices are unread, whenever that changes; the result takes the listener away. */
  onNotices: (listener: (unread: number) => void) => () => void
  /** Told that rows somebody wants to take out wait for the reader, or that the reader's own were decided on. */
  onReleases: (listener: () => void) => () => void
  /** Told when the connection came back after a break: what was told meanwhile has not been heard. */
  onReturn: (listener: () => void) => () => void
  close: () => void
}

/** What ends all that a page holds. */
export interface Ends {
  /** Nobody is signed in, or no longer. */
  lost: () => void
  /** The reader may see more or less than before. */
  rights: () => void
  /**
   * Shows that this is the device somebody signed in on; whether the server took it. Rejects where it could not be
   * asked.
   */
  prove: () => Promise<boolean>
}

/** Until a device that could not be asked for its proof tries again. */
const AGAIN_MS = 5000

/** A socket to the page's own origin; it reconnects by itself for as long as the page lives and the session lasts. */
export const connectViewSocket = ({ lost, rights, prove }: Ends): ViewSocket => {
  const socket: Socket<ServerEvents, ClientEvents> = io({
    path: '/socket.io',
    reconnectionDelay: 1000,
    reconnectionDelayMax: 8000,
    timeout: 10_000,
  })
  socket.on('session:ended', lost)
  socket.on('rights:changed', rights)
  socket.on('connect_error', (error) => {
    const refusal = refusalOf(error)
    if (refusal === null) return
    // Nobody who is not let in knocks again by themselves.
    socket.disconnect()
    if (refusal.type === '/problems/device-unproved')
      void prove().then(
        (taken) => (taken ? void socket.connect() : lost()),
        () => setTimeout(() => socket.connect(), AGAIN_MS),
      )
    else lost()
  })
  const returned = new Set<() => void>()
  let broken = false
  const broke = (): void => {
    broken = true
  }
  socket.on('disconnect', broke)
  socket.on('connect_error', broke)
  socket.on('connect', () => {
    if (broken) for (const listener of [...returned]) listener()
    broken = false
  })
  return {
    connected: () => socket.connected,
    open: (request, reply) => {
      socket.emit('view:open', request, reply)
    },
    listen: (listener) => {
      socket.on('connect', listener.connected)
      socket.on('disconnect', listener.disconnected)
      socket.on('connect_error', listener.disconnected)
      socket.on('view:changed', listener.changed)
      socket.on('view:replaced', listener.replaced)
      socket.on('view:checked', listener.checked)
      socket.on('catalog:changed', listener.redefined)
      return () => {
        socket.off('connect', listener.connected)
        socket.off('disconnect', listener.disconnected)
        socket.off('connect_error', listener.disconnected)
        socket.off('view:changed', listener.changed)
        socket.off('view:replaced', listener.replaced)
        socket.off('view:checked', listener.checked)
        socket.off('catalog:changed', listener.redefined)
      }
    },
    onCatalog: (listener) => {
      socket.on('catalog:changed', listener)
      returned.add(() => listener(''))
    },
    onCase: (listener) => {
      const left = (id: string): void => listener({ id, seen: null })
      socket.on('case:changed', listener)
      socket.on('case:left', left)
      return () => {
        socket.off('case:changed', listener)
        socket.off('case:left', left)
      }
    },
    onAlerts: (listener) => {
      const watch = (): void => {
        socket.emit('alerts:watch')
      }
      watch()
      socket.on('connect', watch)
      socket.on('alert:changed', listener)
      return () => {
        socket.off('connect', watch)
        socket.off('alert:changed', listener)
      }
    },
    onAudit: (listener) => {
      const watch = (): void => {
        socket.emit('audit:watch')
      }
      if (socket.connected) watch()
      socket.on('connect', watch)
      socket.on('audit:appended', listener)
      return () => {
        socket.off('connect', watch)
        socket.off('audit:appended', listener)
      }
    },
    onNotices: (listener) => {
      socket.on('notice:changed', listener)
      return () => {
        socket.off('notice:changed', listener)
      }
    },
    onReleases: (listener) => {
      socket.on('release:changed', listener)
      return () => {
        socket.off('release:changed', listener)
      }
    },
    onReturn: (listener) => {
      returned.add(listener)
      return () => {
        returned.delete(listener)
      }
    },
    close: () => {
      socket.close()
    },
  }
}

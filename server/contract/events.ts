import type { AlertsChanged } from './alert.ts'
import type { ToldEntry } from './audit.ts'
import type { CaseChanged } from './cases/index.ts'
import type { Step } from './delta.ts'
import type { View } from './view.ts'
import type { Problem } from './problem.ts'

/** Which view, and where the client already is: after a gap it sends the `epoch` and `seq` it has. */
export interface ViewRequest {
  screen: string
  region: string
  since?: { epoch: string; seq: number }
}

interface Stamp {
  /** Identifies the room's life; a new one makes all earlier `seq` void. */
  epoch: string
  seq: number
  version: number
  /** Moment the server computed this. */
  asOf: string
  /** Newest arrival of data in the view. */
  dataAt: string | null
}

export interface ViewSnapshot extends Stamp {
  view: View
}
export interface ViewDelta extends Stamp {
  changes: Step[]
}

/** Either the whole view, or what was missed since the client's `seq`. */
export type ViewOpened = { snapshot: ViewSnapshot } | { missed: ViewDelta[] } | { problem: Problem }

export interface ServerEvents {
  /** A numbered step of the open view; `seq` grows by one. */
  'view:changed': (delta: ViewDelta) => void
  /** Sent to a client that fell behind, in place of the steps it missed. */
  'view:replaced': (snapshot: ViewSnapshot) => void
  /** Nothing changed, but the view was checked: proves the data is as fresh as it says. */
  'view:checked': (stamp: Pick<Stamp, 'epoch' | 'seq' | 'asOf' | 'dataAt'>) => void
  /** Definitions changed: fetch the catalogue again and open the view again. */
  'catalog:changed': (revision: string) => void
  /** Alerts in the reader's scope changed; after `alerts:watch`. */
  'alert:changed': (change: AlertsChanged) => void
  /** Somebody did something to a case the reader may see. */
  'case:changed': (change: CaseChanged) => void
  /** A case the reader held went into other hands and out of their sight; its id alone is told. */
  'case:left': (id: string) => void
  /** What was just written down about people; after `audit:watch`, to auditors. */
  'audit:appended': (entries: readonly ToldEntry[]) => void
  /** Something was told to the reader, or has been read; what it is, `GET /api/v1/notices` says. */
  'notice:changed': (unread: number) => void
  /**
   * A wish to take rows out that the reader made or may decide on is another; what it is, `GET /api/v1/row-exports`
   * says.
   */
  'release:changed': () => void
  /** The session is over, whatever ended it; the socket is closed after this. */
  'session:ended': (problem: Problem) => void
  /** The reader may see more or less than before: everything held is void. */
  'rights:changed': () => void
}

export interface ClientEvents {
  /** Opens a view in place of the one before; one view per socket. */
  'view:open': (request: ViewRequest, reply: (opened: ViewOpened) => void) => void
  'view:close': () => void
  /** Asks for `alert:changed`; what is open now is answered by `GET /api/v1/alerts`. */
  'alerts:watch': () => void
  /** Asks for `audit:appended`; who may not audit hears nothing. */
  'audit:watch': () => void
}

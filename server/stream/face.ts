import type { IncomingMessage, Server as HttpServer } from 'node:http'
import type { Access } from '../access/index.ts'
import type { Deed } from '../audit/index.ts'
import type { Audience } from '../cases/index.ts'
import type { AlertBrief, AuditEntry, CaseChanged, RegionCode, Scope, ToldEntry } from '../contract/index.ts'
import type { Clock, Logger } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Screens } from '../screens/index.ts'
import type { CommitEvent } from '../store/index.ts'
import type { Usage } from '../usage/index.ts'

export interface StreamDeps {
  server: HttpServer
  screens: Screens
  regions: Regions
  access: Pick<Access, 'personOf' | 'scopeFor' | 'visitorOf' | 'budgets'>
  /** From where a connection comes, proxies taken into account. */
  addressOf: (request: IncomingMessage) => string
  usage: Pick<Usage, 'opened'>
  clock: Clock
  /** Writes down what was refused, for the auditor. */
  note: (deed: Deed) => void
  /** An entry of the audit in words. */
  tell: (entry: AuditEntry) => ToldEntry
  logger: Logger
}

/** Keeps every open view equal to what the server would answer now. */
export interface Stream {
  /** Facts changed. */
  changed: (event: CommitEvent) => void
  /** Alerts in these places changed; `visible` says what a reader may see of it. */
  alerted: (places: readonly RegionCode[], visible: (scope: Scope) => AlertBrief[]) => void
  /** Words were written on a date, or taken away, for a place and all below it. */
  annotated: (place: RegionCode) => void
  /** Definitions changed: every view is void. */
  redefined: (revision: string) => void
  /** Sessions or rights changed: who lost the session is cut off, who sees more or less opens anew. */
  recheck: () => void
  /** A case changed: told to everyone who may read it, and to nobody else. */
  caseChanged: (change: CaseChanged, audience: Audience) => void
  /** Somebody was told something about their own account, or has read it. */
  noticed: (person: string, unread: number) => void
  /** What these people asked to take out, or may decide on, is another. */
  released: (people: readonly string[]) => void
  /** Something was written down about people: told to auditors who watch. */
  audited: (entries: readonly AuditEntry[]) => void
  /** Names of the events that connected clients may send. */
  events: () => string[]
  counts: () => { sockets: number; views: number }
  close: () => Promise<void>
}

import type { Catalog } from '../catalog/index.ts'
import type { Person, RuleReplay, Scope } from '../contract/index.ts'
import type { Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { CommitEvent, Ledger, Sql, Store } from '../store/index.ts'
import type { Outbox } from './channels/outbox.ts'
import type { CaseReason, Channel, Message } from './channels/types.ts'
import type { Commands } from './commands.ts'
import type { Desk } from './desk.ts'
import type { Judged } from './evaluator.ts'
import type { CaseOrder } from './order/order.ts'
import type { RehearseDeps } from './replay/rehearse.ts'
import type { Shown } from './show/shown.ts'
import type { Switching } from './switch/command.ts'
import type { Episode } from './types.ts'

export interface AlertsDeps {
  ledger: Ledger
  store: Pick<Store, 'read'>
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** The whole tree and all themes: rules judge everything. */
  scope: Scope
  /** Everybody who may be told. */
  people: () => readonly Person[]
  failed: (error: unknown) => void
  /** Where notices go beside the application itself. */
  channels?: readonly Channel[]
  pauseMs?: number
}

/** Rules over numbers and silence, from a value to somebody who knows of it. */
export interface Alerts extends Commands, Shown, Switching {
  /** Judges what was missed while nobody was there, then everything once. */
  start: () => Promise<void>
  /** Facts changed. */
  changed: (event: CommitEvent) => void
  /** Definitions changed. */
  redefined: () => Promise<void>
  /** Time has passed; call it every second. */
  tick: () => Promise<void>
  /** Resolves when nothing is being judged. */
  settled: () => Promise<void>
  judged: () => Judged
  onChange: (listener: (episodes: readonly Episode[]) => void) => void
  /**
   * Who opens the cases that rules ask for, and answers with their numbers; asked again after a restart for alerts that
   * have none yet.
   */
  onOrder: (open: (order: CaseOrder) => Promise<string>) => void
  /**
   * What a rule in a scope would have said over past days; `begun` finds the cases that count as its success. `null` =
   * no such rule.
   */
  replay: (rule: string, days: number, scope: Scope, begun: RehearseDeps['begun']) => Promise<RuleReplay | null>
  live: Desk['live']
  /** Puts what is said of a case for the channels that are told of cases; part of the caller's transaction. */
  sayOfCase: (
    sql: Sql,
    said: Pick<Message, 'id' | 'title' | 'place' | 'text' | 'at'> & { why: CaseReason; case: string },
  ) => Promise<void>
  /** Sends what waits for its channel now. */
  flush: Outbox['flush']
  /** Messages no attempt could deliver so far. */
  letters: Outbox['failed']
  /** Sends one of them, or all, at once, with all attempts before them; `false` when there is none. */
  resend: (id: string | 'all') => Promise<boolean>
  close: () => Promise<void>
}

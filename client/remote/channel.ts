import type { Problem, ServerEvents, View, ViewOpened, ViewRequest, ViewSnapshot } from '../../server/contract/index.ts'
import { unreachable } from './problem.ts'
import { advance, advanceAll, hold, type Held, type Stamp } from './steps.ts'
import type { ViewSocket } from './socket.ts'

/** `live`: heard from the server lately. `stale`: connected, but silent too long. `offline`: no connection. */
export type ChannelState = 'connecting' | 'live' | 'stale' | 'offline'

/** All the channel knows: at most one view, whatever has been asked for before. */
export interface ChannelStatus {
  state: ChannelState
  view: View | null
  stamp: Stamp | null
  problem: Problem | null
}

interface ChannelDeps {
  socket: ViewSocket
  /** Runs `task` after `ms`; the result cancels it. */
  after: (ms: number, task: () => void) => () => void
  changed: (status: ChannelStatus) => void
}

/** Longer than the server allows itself for a view: asking again earlier would only add to what slows it down. */
const REPLY_MS = 30_000
const SILENCE_MS = 30_000
const RETRY_MS = 10_000
/** Pause before asking for the whole view when what was sent does not fit, so that two confused sides do not spin. */
const MISFIT_MS = 1_000
const nothing = (): void => {}

/** Keeps one view equal to the server's: opens it, takes numbered steps, asks again after a gap or a reconnect. */
export class ViewChannel {
  private readonly deps: ChannelDeps
  private readonly unlisten: () => void
  private state: ChannelState = 'connecting'
  private problem: Problem | null = null
  private held: Held | null = null
  private wanted: ViewRequest | null = null
  /** `held` belongs to the view asked for before: shown meanwhile, but nothing can be resumed from it. */
  private outdated = false
  private ticket = 0
  private pending = false
  private stopWaiting = nothing
  private stopWatching = nothing

  constructor(deps: ChannelDeps) {
    this.deps = deps
    this.unlisten = deps.socket.listen({
      connected: () => this.ask(),
      disconnected: () => this.lost(),
      changed: (delta) => this.changed(delta),
      replaced: (snapshot) => this.replaced(snapshot),
      checked: (stamp) => this.checked(stamp),
      redefined: () => this.retry(),
    })
  }

  /** Opens a view in place of the one before, which stays in the status until the new one is here. */
  open(screen: string, region: string): void {
    this.wanted = { screen, region }
    this.outdated = true
    this.problem = null
    this.tell(this.deps.socket.connected() ? 'connecting' : this.state)
    this.ask()
  }

  /**
   * Asks once more, from the beginning: after a problem, or because new definitions have ended the view on the server.
   */
  retry(): void {
    this.outdated = true
    this.ask()
  }

  /** Lets go of the socket's events and all timers. */
  close(): void {
    this.wanted = null
    this.ticket += 1
    this.stopWaiting()
    this.stopWatching()
    this.unlisten()
  }

  private tell(state: ChannelState): void {
    this.state = state
    this.deps.changed({ state, view: this.held?.view ?? null, stamp: this.held?.stamp ?? null, problem: this.problem })
  }

  private wait(ms: number, task: () => void): void {
    this.stopWaiting()
    this.stopWaiting = this.deps.after(ms, task)
  }

  private ask(): void {
    if (!this.wanted || !this.deps.socket.connected()) return
    const ticket = ++this.ticket
    this.pending = true
    const since =
      this.held && !this.outdated ? { since: { epoch: this.held.stamp.epoch, seq: this.held.stamp.seq } } : {}
    this.wait(REPLY_MS, () => this.unanswered())
    this.deps.socket.open({ ...this.wanted, ...since }, (opened) => {
      if (ticket !== this.ticket) return
      this.stopWaiting()
      this.pending = false
      this.answered(opened)
    })
  }

  private unanswered(): void {
    this.problem = unreachable('服务器没有及时答复，正在重试。')
    this.tell(this.state)
    this.ask()
  }

  private answered(opened: ViewOpened): void {
    if ('problem' in opened) {
      this.problem = opened.problem
      this.tell(this.state)
      this.wait(RETRY_MS, () => this.ask())
      return
    }
    const next =
      'snapshot' in opened
        ? hold(opened.snapshot)
        : this.held && !this.outdated
          ? advanceAll(this.held, opened.missed)
          : null
    if (next) return this.settle(next)
    this.outdated = true
    this.wait(MISFIT_MS, () => this.ask())
  }

  private changed(delta: Parameters<ServerEvents['view:changed']>[0]): void {
    const held = this.expecting()
    if (!held) return
    const next = advance(held, delta)
    if (next) this.settle(next)
    else this.ask()
  }

  private replaced(snapshot: ViewSnapshot): void {
    if (this.expecting()) this.settle(hold(snapshot))
  }

  private checked({ epoch, seq, asOf, dataAt }: Parameters<ServerEvents['view:checked']>[0]): void {
    const held = this.expecting()
    if (!held) return
    const same = epoch === held.stamp.epoch && seq === held.stamp.seq
    if (same) this.settle({ view: held.view, stamp: { ...held.stamp, asOf, dataAt } })
    else this.ask()
  }

  /** The view that events now speak about; none while an answer is awaited, which will hold all they say. */
  private expecting(): Held | null {
    return this.pending || this.outdated ? null : this.held
  }

  private settle(next: Held): void {
    this.held = next
    this.outdated = false
    this.problem = null
    this.stopWatching()
    this.stopWatching = this.deps.after(SILENCE_MS, () => this.tell('stale'))
    this.tell('live')
  }

  private lost(): void {
    this.pending = false
    this.stopWaiting()
    this.stopWatching()
    if (this.wanted) this.tell('offline')
  }
}

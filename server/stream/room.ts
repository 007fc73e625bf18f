import { randomUUID } from 'node:crypto'
import {
  diff,
  type Json,
  type RegionCode,
  type Scope,
  type ViewDelta,
  type ViewOpened,
  type ViewSnapshot,
} from '../contract/index.ts'
import type { Composed } from '../screens/index.ts'

const KEPT_DELTAS = 200
const KEPT_BYTES = 2_000_000

/** One view as all its watchers see it: the last state, and the numbered steps that led to it. */
export interface Room {
  name: string
  screen: string
  region: RegionCode
  scope: Scope
  datasets: ReadonlySet<string>
  /** The state as it was taken. */
  composed: () => Composed
  snapshot: () => ViewSnapshot
  /** What a client misses, or the whole view when that is no longer known step by step. */
  since: (from: { epoch: string; seq: number } | undefined) => Exclude<ViewOpened, { problem: unknown }>
  /** Takes a newer state; the step to send, or `null` when nothing visible changed. */
  take: (composed: Composed) => ViewDelta | null
}

interface Identity {
  name: string
  screen: string
  region: RegionCode
  scope: Scope
}

/** The stream of one view begins at `seq` 0 with this state. */
export const createRoom = (identity: Identity, first: Composed): Room => {
  const epoch = randomUUID()
  let state = first
  let seq = 0
  const deltas: { delta: ViewDelta; bytes: number }[] = []
  const stamp = () => ({ epoch, seq, version: state.version, asOf: state.asOf, dataAt: state.dataAt })
  const snapshot = (): ViewSnapshot => ({ ...stamp(), view: state.view })

  const keep = (delta: ViewDelta): void => {
    deltas.push({ delta, bytes: JSON.stringify(delta.changes).length })
    let bytes = deltas.reduce((sum, kept) => sum + kept.bytes, 0)
    while (deltas.length > KEPT_DELTAS || bytes > KEPT_BYTES) bytes -= deltas.shift()!.bytes
  }

  return {
    ...identity,
    get datasets() {
      return state.datasets
    },
    composed: () => state,
    snapshot,
    since: (from) => {
      if (from?.epoch !== epoch || from.seq > seq) return { snapshot: snapshot() }
      const missed = deltas.map((kept) => kept.delta).filter((delta) => delta.seq > from.seq)
      return missed.length === seq - from.seq ? { missed } : { snapshot: snapshot() }
    },
    take: (composed) => {
      // An answer computed at an older version must not undo a newer one.
      if (composed.version < state.version) return null
      const changes = diff(state.view as unknown as Json, composed.view as unknown as Json)
      state = composed
      if (changes.length === 0) return null
      seq += 1
      const delta: ViewDelta = { ...stamp(), changes }
      keep(delta)
      return delta
    },
  }
}

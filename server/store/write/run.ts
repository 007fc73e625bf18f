import type { Batch } from './batch.ts'
import { settleWithin, type Settled } from './settle.ts'
import type { TableSpec } from '../table.ts'

/** A batch on its way: `version` is the one it becomes, should any of its rows be kept. */
export interface Part {
  batch: Batch
  version: number
  settled: Settled
}

/** Batches of one dataset that share no key: written together they leave what they would leave one after the other. */
export interface Run {
  spec: TableSpec
  parts: Part[]
}

interface OpenRun extends Run {
  keys: Set<string>
}

const shares = (keys: ReadonlySet<string>, others: ReadonlySet<string>): boolean => {
  const [few, many] = keys.size < others.size ? [keys, others] : [others, keys]
  for (const key of few) if (many.has(key)) return true
  return false
}

/** Puts batches into as few runs as keeps their order wherever it matters: a key that comes again begins a new run. */
export const planRuns = (batches: readonly { batch: Batch; version: number }[]): Run[] => {
  const runs: OpenRun[] = []
  const open = new Map<string, OpenRun>()
  for (const { batch, version } of batches) {
    const part: Part = { batch, version, settled: settleWithin(batch, batch.rows) }
    const before = open.get(batch.spec.id)
    if (before && before.spec === batch.spec && !shares(part.settled.keys, before.keys)) {
      before.parts.push(part)
      for (const key of part.settled.keys) before.keys.add(key)
      continue
    }
    const run: OpenRun = { spec: batch.spec, parts: [part], keys: new Set(part.settled.keys) }
    open.set(batch.spec.id, run)
    runs.push(run)
  }
  return runs
}

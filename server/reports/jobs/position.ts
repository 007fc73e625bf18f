/** How far a job is: told at once and, where what has been read is kept, written down every so often. */
export interface Position {
  now: () => number
  /** It never goes back: what is laid down again after a restart was reached before. */
  reach: (share: number) => void
  /** What is read from here on is kept; `again`: what was read before is there. */
  begun: (again: boolean) => void
  /** Writes down the last of it. */
  end: () => Promise<void>
}

interface PositionDeps {
  before: number
  keep: (share: number) => Promise<void>
  now: () => number
  failed: (error: unknown) => void
}

/** Written down no more often than this: a ledger entry is nothing beside what is read meanwhile. */
const EVERY_MS = 1_000

export const createPosition = ({ before, keep, now, failed }: PositionDeps): Position => {
  let reached = before
  let kept = false
  let writing = Promise.resolve()
  let last = now()
  const write = (): void => {
    last = now()
    writing = writing.then(() => keep(reached)).catch(failed)
  }
  return {
    now: () => reached,
    reach: (share) => {
      if (share <= reached) return
      reached = Math.min(1, share)
      if (kept && now() - last >= EVERY_MS) write()
    },
    begun: (again) => {
      kept = true
      if (again || reached === 0) return
      reached = 0
      write()
    },
    end: () => {
      if (kept) write()
      return writing
    },
  }
}

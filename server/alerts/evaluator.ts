import type { Clock } from '../lib/index.ts'
import type { Desk } from './desk.ts'
import { createBacklog, LONG_MS } from './evaluate/work.ts'
import { createOpening } from './evaluate/opening.ts'
import { look, type LookDeps } from './evaluate/look.ts'
import type { WatchList } from './evaluate/watch-list.ts'
import type { Observation } from './evaluate/observe.ts'
import type { Notice } from './group/due-notices.ts'
import type { PassContext } from './pass/context.ts'
import type { Draft } from './pass/draft.ts'
import { runStages } from './pass/stages.ts'
import type { Also } from './desk.ts'
import type { Episode } from './types.ts'

interface EvaluatorDeps extends LookDeps {
  desk: Desk
  clock: Clock
  list: () => WatchList
  context: (now: number, seen: readonly Observation[]) => PassContext
  /** Messages that leave through channels, written with what made them. */
  post: (notices: readonly Notice[], now: number) => Also['write']
  changed: (episodes: readonly Episode[]) => void
  failed: (error: unknown) => void
  /** Longest rest between two passes, so that commits gather. */
  pauseMs: number
}

/** Version up to which everything was judged, and how many numbers of places that took in all. */
export interface Judged {
  version: number
  cells: number
  passes: number
}

const MINUTE = 60_000
const SILENCE_MS = 10_000
const MARK_MS = 5_000

/** Judges what changed, one pass after the other; time alone is judged by `tick`. */
export const createEvaluator = ({
  desk,
  clock,
  list,
  context,
  post,
  changed,
  failed,
  pauseMs,
  ...reads
}: EvaluatorDeps) => {
  const backlog = createBacklog(reads.regions, list)
  const opening = createOpening(list)
  const judged: Judged = { version: 0, cells: 0, passes: 0 }
  const last = { minute: -Infinity, silence: -Infinity, mark: -Infinity }
  let running: Promise<void> | null = null
  let closed = false

  /**
   * One pass at a moment; what it saw may be empty: then only time is judged. `begun` are alerts that began before
   * anybody watched.
   */
  const judge = async (seen: readonly Observation[], now: number, begun: readonly Episode[] = []): Promise<void> => {
    let notices: Notice[] = []
    const work = (draft: Draft): void => {
      for (const episode of begun) draft.put(episode, 'fired', '按已有数据推定', episode.since)
      notices = runStages(draft, context(now, seen))
    }
    const outcome = await desk.change(now, work, { write: (sql) => post(notices, now)?.(sql) ?? Promise.resolve() })
    if (outcome.changed.length > 0) changed(outcome.changed)
  }

  const pass = async (): Promise<void> => {
    const now = clock.local()
    const taken = backlog.take()
    try {
      const { seen, version, cells } = await look(reads, list(), taken, now)
      await judge(seen, now)
      Object.assign(judged, {
        version: backlog.judgedUpTo(version),
        cells: judged.cells + cells,
        passes: judged.passes + 1,
      })
    } catch (error) {
      // It is tried again with the next second; until then it holds up nothing, and no mark goes past it.
      taken.failed()
      failed(error)
    }
  }

  /** Rests as long as the pass took, so that half of the time is left to others, while nothing has waited for long. */
  const rest = async (began: number): Promise<void> => {
    const ms = Math.min(pauseMs, performance.now() - began, LONG_MS - backlog.waited())
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms).unref())
  }

  const work = async (): Promise<void> => {
    while (!backlog.isEmpty() && !closed) {
      const began = performance.now()
      await pass()
      await rest(began)
    }
  }
  const wake = (): Promise<void> =>
    (running ??= work().finally(() => {
      running = null
      // What came between the last look and now found the work still under way.
      if (!backlog.isEmpty() && !closed) void wake()
    }))

  const due = (now: number): void => {
    if (now - last.minute >= MINUTE) {
      last.minute = now
      for (const watched of new Set([...list().clocked, ...opening(now)])) backlog.ask(watched)
      const open = [...desk.live().values()]
      for (const watched of list().numbers)
        backlog.ask(
          watched,
          open.filter(({ rule }) => watched.rules.some(({ id }) => id === rule)).map(({ region }) => region),
        )
    }
    if (now - last.silence >= SILENCE_MS && list().silences.length > 0) {
      last.silence = now
      backlog.askSilences()
    }
  }

  const mark = async (now: number): Promise<void> => {
    if (now - last.mark < MARK_MS || judged.version === 0) return
    last.mark = now
    await desk.mark(judged.version)
  }

  return {
    judged: (): Judged => ({ ...judged }),
    judge,
    changed: (event: Parameters<typeof backlog.changed>[0]): void => {
      backlog.changed(event)
      if (!backlog.isEmpty()) void wake()
    },
    /** Judges every number of every place once. */
    all: (): Promise<void> => {
      for (const watched of list().numbers) backlog.ask(watched)
      if (list().silences.length > 0) backlog.askSilences()
      return wake()
    },
    /** Time has passed. */
    tick: async (): Promise<void> => {
      const now = clock.local()
      backlog.again()
      due(now)
      await (backlog.isEmpty() ? judge([], now).catch(failed) : wake())
      await mark(now)
    },
    settled: (): Promise<void> => running ?? Promise.resolve(),
    close: async (): Promise<void> => {
      closed = true
      await running
      if (judged.version > 0) await desk.mark(judged.version)
    },
  }
}

import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { Person } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import { refusalWords } from '../refusal-words.ts'
import type { Board } from './board.ts'
import type { Files } from './files.ts'
import { createPosition, type Position } from './position.ts'
import type { JobRecord } from './record.ts'
import { createSpool, type Spool } from './spool.ts'

/** What making something tells while it is under way; `spool` keeps what it has read over an end of the program. */
export interface Making {
  sink: Writable
  progress: (share: number) => void
  spool: Spool
}

/** What was made. */
export interface Made {
  name: string
  mime: string
  issue: string | null
}

export interface RunnerDeps {
  board: Board
  files: Files
  clock: Clock
  /** Whoever asked, with the rights they have now; `null` = may do nothing any more. */
  personNow: (id: string) => Person | null
  /** Makes it with the rights of `job.person`, which are those of now. */
  make: (job: JobRecord, making: Making) => Promise<Made>
  failed: (error: unknown) => void
  /** How long a file is kept; a week unless said otherwise. */
  keptMs?: number | undefined
}

type Why = 'cancelled' | 'closing' | 'rights'

/** Makes what waits, in its order, a few at once. */
interface Runner {
  take: (ids: readonly string[]) => void
  /** How far it is, also while it waits to go on; 0 = it has not begun or is over. */
  progress: (id: string) => number
  /** It waits or runs no more when this resolves. */
  cancel: (id: string) => Promise<void>
  /** Begins again what is made with rights that are not those of now. */
  recheck: () => void
  /** Stops all of it; it goes on at the next start. */
  close: () => Promise<void>
}

const WEEK_MS = 7 * 86_400_000
/** Made at once: a long export must not keep a short report waiting, nor ten of them the walls. */
const AT_ONCE = 2

interface Running {
  sink: Writable
  position: Position
  rights: string
  stopped: Why | null
  done: Promise<void>
}

const rightsOf = (person: Person | null): string => JSON.stringify(person?.grants ?? null)
const GONE = '账号已停用，任务没有继续'
const FAULT = '服务器内部出错，请稍后再试；若持续出现，请联系系统管理员'

export const createRunner = ({
  board,
  files,
  clock,
  personNow,
  make,
  failed,
  keptMs = WEEK_MS,
}: RunnerDeps): Runner => {
  const running = new Map<string, Running>()
  let waiting: string[] = []
  let closing = false

  const produce = async (job: JobRecord, mine: Running): Promise<JobRecord> => {
    const { sink, position } = mine
    const { name, mime, issue } = await make(job, {
      sink,
      progress: position.reach,
      spool: createSpool(files.pages(job.id), position.begun),
    })
    sink.end()
    await finished(sink)
    await position.end()
    await files.removePages(job.id)
    return {
      ...job,
      state: 'done',
      file: { name, mime, bytes: await files.size(job.id) },
      issue,
      expiresAt: clock.now() + keptMs,
    }
  }
  /** What becomes of a job that could not be made. */
  const outcome = (job: JobRecord, error: unknown, stopped: Why | null): JobRecord => {
    if (stopped === 'cancelled') return { ...job, state: 'cancelled' }
    if (stopped === 'rights') return { ...job, state: 'queued', reached: board.get(job.id).reached ?? 0 }
    if (error instanceof Refused) return { ...job, state: 'failed', problem: refusalWords(error.problem) }
    failed(error)
    return { ...job, state: 'failed', problem: FAULT }
  }
  /** Takes away what there is of it; a disk that does not let go of it is no reason not to tell that it failed. */
  const clear = async (id: string, stopped: Why | null): Promise<void> => {
    try {
      await files.remove(id)
      if (stopped === null || stopped === 'cancelled') await files.removePages(id)
    } catch (error) {
      failed(error)
    }
  }
  const run = async (job: JobRecord, mine: Running): Promise<void> => {
    await board.keep({ ...job, state: 'running' })
    try {
      if (mine.stopped) throw new Error(mine.stopped)
      await board.keep(await produce(job, mine))
    } catch (error) {
      mine.sink.destroy()
      await mine.position.end()
      await clear(job.id, mine.stopped)
      if (mine.stopped !== 'closing') await board.keep(outcome(job, error, mine.stopped))
    }
  }
  const positionOf = (id: string): Position =>
    createPosition({
      before: board.get(id).reached ?? 0,
      keep: (reached) => board.keep({ ...board.get(id), reached }),
      now: () => clock.now(),
      failed,
    })
  const begin = async (id: string): Promise<void> => {
    const job = board.get(id)
    const person = personNow(job.person.id)
    if (!person) {
      await files.removePages(id)
      return board.keep({ ...job, state: 'failed', problem: GONE })
    }
    const mine: Running = {
      sink: files.create(id),
      position: positionOf(id),
      rights: rightsOf(person),
      stopped: null,
      done: Promise.resolve(),
    }
    running.set(id, mine)
    mine.done = run({ ...job, person }, mine)
      .catch(failed)
      .finally(() => {
        running.delete(id)
        if (board.get(id).state === 'queued') waiting.push(id)
        next()
      })
    return undefined
  }
  const next = (): void => {
    while (!closing && running.size < AT_ONCE && waiting.length > 0) {
      const id = waiting.shift()!
      if (board.get(id).state === 'queued') void begin(id).catch(failed)
    }
  }
  const stop = async (id: string, why: Why): Promise<void> => {
    const mine = running.get(id)
    if (!mine) return
    mine.stopped = why
    mine.sink.destroy()
    await mine.done
  }
  return {
    take: (ids) => {
      waiting.push(...ids)
      next()
    },
    progress: (id) =>
      running.get(id)?.position.now() ?? (board.get(id).state === 'queued' ? (board.get(id).reached ?? 0) : 0),
    cancel: async (id) => {
      if (running.has(id)) return stop(id, 'cancelled')
      const job = board.get(id)
      if (job.state !== 'queued') return undefined
      waiting = waiting.filter((one) => one !== id)
      await files.removePages(id)
      return board.keep({ ...job, state: 'cancelled' })
    },
    recheck: () => {
      for (const [id, mine] of running)
        if (rightsOf(personNow(board.get(id).person.id)) !== mine.rights) void stop(id, 'rights')
    },
    close: async () => {
      closing = true
      await Promise.all([...running.keys()].map((id) => stop(id, 'closing')))
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { JobInfo, Person } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'
import { createBoard } from './board.ts'
import { createFiles } from './files.ts'
import { isOver, type JobRecord } from './record.ts'
import { createRunner, type RunnerDeps } from './runner.ts'
import { jobInfo } from './show.ts'

export interface JobsDeps extends Omit<RunnerDeps, 'board' | 'files'> {
  ledger: Ledger
  /** Where files lie until they expire. */
  folder: string
}

/**
 * Work too long for one request: it survives a restart, can be watched and cancelled, and its file goes after a while.
 */
export interface Jobs {
  /** Reads the ledger; what was under way when the program ended goes on. */
  ready: () => Promise<void>
  start: (
    person: Person,
    job: Pick<JobRecord, 'kind' | 'title' | 'request'> & Required<Pick<JobRecord, 'makes'>>,
  ) => Promise<JobInfo>
  /** A person's own job; `null` = none such for them. */
  get: (person: Person, id: string) => JobInfo | null
  list: (person: Person) => JobInfo[]
  cancel: (person: Person, id: string) => Promise<JobInfo | null>
  /** A person's finished job and the path of its file. */
  done: (person: Person, id: string) => { job: JobRecord; path: string } | null
  /**
   * Rights have changed: what is being made for somebody whose rights are not what they were begins again with those of
   * now, which may refuse it.
   */
  recheck: () => void
  /** Removes files past their time. */
  sweep: () => Promise<void>
  /** Waits for the jobs under way to stop; they go on at the next start. */
  close: () => Promise<void>
}

const SHOWN = 50

export const createJobs = ({ ledger, folder, ...deps }: JobsDeps): Jobs => {
  const { clock } = deps
  const board = createBoard(ledger)
  const files = createFiles(folder)
  const runner = createRunner({ ...deps, board, files })
  const info = (job: JobRecord): JobInfo => jobInfo(job, runner.progress(job.id), clock)

  const sweep = async (): Promise<void> => {
    for (const job of board.all()) {
      if (!isOver(job, clock.now())) continue
      await files.remove(job.id)
      await board.keep({ ...job, state: 'expired' })
    }
  }

  return {
    ready: async () => {
      const again = await board.ready()
      files.ready(again)
      await sweep()
      runner.take(again)
    },
    start: async (person, { kind, title, request, makes }) => {
      const job: JobRecord = {
        id: randomUUID(),
        kind,
        title,
        person,
        request,
        makes,
        state: 'queued',
        createdAt: clock.now(),
        expiresAt: null,
        file: null,
        problem: null,
        issue: null,
      }
      await board.keep(job)
      const told = info(job)
      runner.take([job.id])
      return told
    },
    get: (person, id) => {
      const job = board.own(person, id)
      return job && info(job)
    },
    list: (person) =>
      board
        .all()
        .filter((job) => job.person.id === person.id)
        .sort((a, b) => b.createdAt - a.createdAt)
        .slice(0, SHOWN)
        .map(info),
    cancel: async (person, id) => {
      if (!board.own(person, id)) return null
      await runner.cancel(id)
      return info(board.get(id))
    },
    done: (person, id) => {
      const job = board.own(person, id)
      return job?.state === 'done' && !isOver(job, clock.now()) && files.has(id) ? { job, path: files.path(id) } : null
    },
    recheck: runner.recheck,
    sweep,
    close: runner.close,
  }
}

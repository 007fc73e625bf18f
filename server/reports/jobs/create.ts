import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { JobInfo, Person } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { createJobLedger, type JobRecord } from './ledger.ts'

/** What making something tells while it is under way. */
export interface Making { sink: Writable; progress: (share: number) => void }

/** What was made. */
export interface Made { name: string; mime: string; issue: string | null }

export interface JobsDeps {
  ledger: Ledger
  /** Where files lie until they expire. */
  folder: string
  clock: Clock
  make: (job: JobRecord, making: Making) => Promise<Made>
  failed: (error: unknown) => void
}

/** Work too long for one request: it survives a restart, can be watched and cancelled, and its file goes after a while. */
export interface Jobs {
  /** Reads the ledger; what was under way when the program ended begins again. */
  ready: () => Promise<void>
  start: (person: Person, kind: JobInfo['kind'], title: string, request: unknown) => Promise<JobInfo>
  /** A person's own job; `null` = none such for them. */
  get: (person: Person, id: string) => JobInfo | null
  list: (person: Person) => JobInfo[]
  cancel: (person: Person, id: string) => Promise<JobInfo | null>
  /** Path of a finished job's file. */
  path: (person: Person, id: string) => string | null
  /** Removes files past their time. */
  sweep: () => Promise<void>
  /** Waits for the job under way to stop; it begins again at the next start. */
  close: () => Promise<void>
}

const KEPT_MS = 7 * 86_400_000
const SHOWN = 50

interface Running { id: string; sink: Writable; progress: number; stopped: 'cancelled' | 'closing' | null }

export const createJobs = ({ ledger, folder, clock, make, failed }: JobsDeps): Jobs => {
  const book = createJobLedger(ledger)
  const jobs = new Map<string, JobRecord>()
  let running: Running | null = null
  let work: Promise<void> = Promise.resolve()
  let closing = false

  const fileOf = (id: string): string => join(folder, id)
  const keep = async (job: JobRecord): Promise<void> => {
    jobs.set(job.id, job)
    await book.put(job)
  }
  const info = ({ id, kind, title, state, createdAt, expiresAt, file, problem, issue }: JobRecord): JobInfo => ({
    id, kind, title, state, problem, issue,
    progress: state === 'done' ? 1 : running?.id === id ? running.progress : 0,
    createdAt: clock.zone.format(clock.zone.toLocal(createdAt)),
    expiresAt: expiresAt === null ? null : clock.zone.format(clock.zone.toLocal(expiresAt)),
    file: file && state === 'done' ? { ...file, url: `/api/v1/jobs/${id}/file` } : null,
  })
  const own = (person: Person, id: string): JobRecord | null => {
    const job = jobs.get(id)
    return job?.person.id === person.id ? job : null
  }

  const produce = async (job: JobRecord, mine: Running): Promise<JobRecord> => {
    const { sink } = mine
    const made = await make(job, { sink, progress: (share) => { mine.progress = Math.min(1, share) } })
    sink.end()
    await finished(sink)
    const { size } = await stat(fileOf(job.id))
    return { ...job, state: 'done', file: { name: made.name, mime: made.mime, bytes: size }, issue: made.issue, expiresAt: clock.now() + KEPT_MS }
  }

  const run = async (id: string): Promise<void> => {
    const job = jobs.get(id)!
    if (job.state !== 'queued' || closing) return
    const sink = createWriteStream(fileOf(id))
    // A cancelled sink ends with a fault nobody has to hear of; the work itself tells.
    sink.on('error', () => undefined)
    const mine: Running = { id, sink, progress: 0, stopped: null }
    running = mine
    await keep({ ...job, state: 'running' })
    try {
      await keep(await produce(job, mine))
    } catch (error) {
      sink.destroy()
      await rm(fileOf(id), { force: true })
      if (mine.stopped === 'closing') return
      if (mine.stopped === null && !(error instanceof Refused)) failed(error)
      const problem = error instanceof Refused ? [error.problem.title, error.problem.hint].filter(Boolean).join('；') : '生成失败，请稍后再试；若持续出现，请联系系统管理员'
      await keep(mine.stopped === 'cancelled' ? { ...job, state: 'cancelled' } : { ...job, state: 'failed', problem })
    } finally {
      running = null
    }
  }
  const queue = (id: string): void => {
    work = work.then(() => run(id)).catch(failed)
  }

  const sweep = async (): Promise<void> => {
    for (const job of jobs.values()) {
      if (job.state !== 'done' || job.expiresAt === null || job.expiresAt > clock.now()) continue
      await rm(fileOf(job.id), { force: true })
      await keep({ ...job, state: 'expired' })
    }
  }

  return {
    ready: async () => {
      mkdirSync(folder, { recursive: true })
      await book.ready()
      for (const job of await book.all()) {
        const again = job.state === 'queued' || job.state === 'running'
        jobs.set(job.id, again ? { ...job, state: 'queued' } : job)
        if (again) queue(job.id)
      }
      await sweep()
    },
    start: async (person, kind, title, request) => {
      const job: JobRecord = { id: randomUUID(), kind, title, person, request, state: 'queued', createdAt: clock.now(), expiresAt: null, file: null, problem: null, issue: null }
      await keep(job)
      queue(job.id)
      return info(job)
    },
    get: (person, id) => {
      const job = own(person, id)
      return job && info(job)
    },
    list: (person) => [...jobs.values()].filter((job) => job.person.id === person.id).sort((a, b) => b.createdAt - a.createdAt).slice(0, SHOWN).map(info),
    cancel: async (person, id) => {
      const job = own(person, id)
      if (!job) return null
      if (running?.id === id) {
        running.stopped = 'cancelled'
        running.sink.destroy()
        await work
      } else if (job.state === 'queued') await keep({ ...job, state: 'cancelled' })
      return info(jobs.get(id)!)
    },
    path: (person, id) => {
      const job = own(person, id)
      return job?.state === 'done' && existsSync(fileOf(id)) ? fileOf(id) : null
    },
    sweep,
    close: async () => {
      closing = true
      if (running) {
        running.stopped = 'closing'
        running.sink.destroy()
      }
      await work
    },
  }
}

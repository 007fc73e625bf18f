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
import { createRecords } from '../records.ts'
import { refusalWords } from '../refusal-words.ts'
import type { JobRecord } from './record.ts'

/** What making something tells while it is under way. */
export interface Making { sink: Writable; progress: (share: number) => void }

/** What was made. */
export interface Made { name: string; mime: string; issue: string | null }

export interface JobsDeps {
  ledger: Ledger
  /** Where files lie until they expire. */
  folder: string
  clock: Clock
  /** Whoever asked, with the rights they have now; `null` = may do nothing any more. */
  personNow: (id: string) => Person | null
  /** Makes it with the rights of `job.person`, which are those of now. */
  make: (job: JobRecord, making: Making) => Promise<Made>
  failed: (error: unknown) => void
}

/** Work too long for one request: it survives a restart, can be watched and cancelled, and its file goes after a while. */
export interface Jobs {
  /** Reads the ledger; what was under way when the program ended begins again. */
  ready: () => Promise<void>
  start: (person: Person, job: Pick<JobRecord, 'kind' | 'title' | 'request'> & Required<Pick<JobRecord, 'makes'>>) => Promise<JobInfo>
  /** A person's own job; `null` = none such for them. */
  get: (person: Person, id: string) => JobInfo | null
  list: (person: Person) => JobInfo[]
  cancel: (person: Person, id: string) => Promise<JobInfo | null>
  /** A person's finished job and the path of its file. */
  done: (person: Person, id: string) => { job: JobRecord; path: string } | null
  /** Rights have changed: what is being made for somebody whose rights are not what they were begins again with those of now, which may refuse it. */
  recheck: () => void
  /** Removes files past their time. */
  sweep: () => Promise<void>
  /** Waits for the jobs under way to stop; they begin again at the next start. */
  close: () => Promise<void>
}

const KEPT_MS = 7 * 86_400_000
const SHOWN = 50
/** Made at once: a long export must not keep a short report waiting, nor ten of them the walls. */
const AT_ONCE = 2

interface Running { sink: Writable; progress: number; rights: string; stopped: 'cancelled' | 'closing' | 'rights' | null; done: Promise<void> }

const rightsOf = (person: Person | null): string => JSON.stringify(person?.grants ?? null)
const GONE = '账号已停用，任务没有继续'
const FAULT = '生成失败，请稍后再试；若持续出现，请联系系统管理员'

export const createJobs = ({ ledger, folder, clock, personNow, make, failed }: JobsDeps): Jobs => {
  const book = createRecords<JobRecord>(ledger, 'reports.jobs', 'report_job')
  const jobs = new Map<string, JobRecord>()
  const running = new Map<string, Running>()
  let waiting: string[] = []
  let closing = false

  const fileOf = (id: string): string => join(folder, id)
  const keep = async (job: JobRecord): Promise<void> => {
    jobs.set(job.id, job)
    await book.put(job)
  }
  const info = ({ id, kind, title, makes, state, restarted, createdAt, expiresAt, file, problem, issue }: JobRecord): JobInfo => ({
    id, kind, title, state, problem, issue, format: makes?.format ?? null, rows: makes?.rows ?? null,
    progress: state === 'done' ? 1 : running.get(id)?.progress ?? 0,
    ...(restarted ? { restarted } : {}),
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
  /** What becomes of a job that could not be made. */
  const outcome = (job: JobRecord, error: unknown, stopped: Running['stopped']): JobRecord => {
    if (stopped === 'cancelled') return { ...job, state: 'cancelled' }
    if (stopped === 'rights') return { ...job, state: 'queued' }
    if (error instanceof Refused) return { ...job, state: 'failed', problem: refusalWords(error.problem) }
    failed(error)
    return { ...job, state: 'failed', problem: FAULT }
  }
  const run = async (job: JobRecord, mine: Running): Promise<void> => {
    await keep({ ...job, state: 'running' })
    try {
      if (mine.stopped) throw new Error(mine.stopped)
      await keep(await produce(job, mine))
    } catch (error) {
      mine.sink.destroy()
      await rm(fileOf(job.id), { force: true })
      if (mine.stopped !== 'closing') await keep(outcome(job, error, mine.stopped))
    }
  }

  const begin = async (id: string): Promise<void> => {
    const job = jobs.get(id)!
    const person = personNow(job.person.id)
    if (!person) return keep({ ...job, state: 'failed', problem: GONE })
    const sink = createWriteStream(fileOf(id))
    // A cancelled sink ends with a fault nobody has to hear of; the work itself tells.
    sink.on('error', () => undefined)
    const mine: Running = { sink, progress: 0, rights: rightsOf(person), stopped: null, done: Promise.resolve() }
    running.set(id, mine)
    mine.done = run({ ...job, person }, mine).catch(failed).finally(() => {
      running.delete(id)
      if (jobs.get(id)!.state === 'queued') waiting.push(id)
      next()
    })
    return undefined
  }
  const next = (): void => {
    while (!closing && running.size < AT_ONCE && waiting.length > 0) {
      const id = waiting.shift()!
      if (jobs.get(id)!.state === 'queued') void begin(id).catch(failed)
    }
  }
  const stop = async (id: string, why: NonNullable<Running['stopped']>): Promise<void> => {
    const mine = running.get(id)
    if (!mine) return
    mine.stopped = why
    mine.sink.destroy()
    await mine.done
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
        jobs.set(job.id, again ? { ...job, state: 'queued', ...(job.state === 'running' ? { restarted: true } : {}) } : job)
        if (again) waiting.push(job.id)
      }
      await sweep()
      next()
    },
    start: async (person, { kind, title, request, makes }) => {
      const job: JobRecord = { id: randomUUID(), kind, title, person, request, makes, state: 'queued', createdAt: clock.now(), expiresAt: null, file: null, problem: null, issue: null }
      await keep(job)
      waiting.push(job.id)
      const told = info(job)
      next()
      return told
    },
    get: (person, id) => {
      const job = own(person, id)
      return job && info(job)
    },
    list: (person) => [...jobs.values()].filter((job) => job.person.id === person.id).sort((a, b) => b.createdAt - a.createdAt).slice(0, SHOWN).map(info),
    cancel: async (person, id) => {
      const job = own(person, id)
      if (!job) return null
      if (running.has(id)) await stop(id, 'cancelled')
      else if (job.state === 'queued') {
        waiting = waiting.filter((one) => one !== id)
        await keep({ ...job, state: 'cancelled' })
      }
      return info(jobs.get(id)!)
    },
    done: (person, id) => {
      const job = own(person, id)
      return job?.state === 'done' && existsSync(fileOf(id)) ? { job, path: fileOf(id) } : null
    },
    recheck: () => {
      for (const [id, mine] of running) if (rightsOf(personNow(jobs.get(id)!.person.id)) !== mine.rights) void stop(id, 'rights')
    },
    sweep,
    close: async () => {
      closing = true
      await Promise.all([...running.keys()].map((id) => stop(id, 'closing')))
    },
  }
}

import type { Person } from '../../contract/index.ts'
import { createRecords, type Ledger } from '../../store/index.ts'
import type { JobRecord } from './record.ts'

/** All jobs as they stand, in memory and in the ledger. */
export interface Board {
  /** Reads the ledger; gives the ids of what was waiting or under way when the program ended, which waits again. */
  ready: () => Promise<string[]>
  get: (id: string) => JobRecord
  /** A person's own; `null` = none such for them. */
  own: (person: Person, id: string) => JobRecord | null
  all: () => JobRecord[]
  keep: (job: JobRecord) => Promise<void>
}

const asFound = (job: JobRecord): JobRecord =>
  job.state === 'running' ? { ...job, state: 'queued', restarted: true } : job

export const createBoard = (ledger: Ledger): Board => {
  const book = createRecords<JobRecord>(ledger, 'reports.jobs', 'report_job')
  const jobs = new Map<string, JobRecord>()
  return {
    ready: async () => {
      await book.ready()
      for (const job of await book.all()) jobs.set(job.id, asFound(job))
      return [...jobs.values()].filter(({ state }) => state === 'queued').map(({ id }) => id)
    },
    get: (id) => jobs.get(id)!,
    own: (person, id) => {
      const job = jobs.get(id)
      return job?.person.id === person.id ? job : null
    },
    all: () => [...jobs.values()],
    keep: async (job) => {
      jobs.set(job.id, job)
      await book.put(job)
    },
  }
}

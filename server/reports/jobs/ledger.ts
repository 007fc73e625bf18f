import type { JobInfo, Person } from '../../contract/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'

/** A job as the ledger keeps it. `request` is what was asked, as JSON; times are Unix milliseconds. */
export interface JobRecord {
  id: string
  kind: JobInfo['kind']
  title: string
  person: Person
  request: unknown
  state: JobInfo['state']
  createdAt: number
  expiresAt: number | null
  file: { name: string; mime: string; bytes: number } | null
  problem: string | null
  issue: string | null
}

const STEPS = ['create table report_job (id VARCHAR, written DOUBLE, record VARCHAR)']

/** Entries are only added; the newest of a job is its state. */
export interface JobLedger {
  ready: () => Promise<void>
  put: (job: JobRecord) => Promise<void>
  all: () => Promise<JobRecord[]>
}

export const createJobLedger = (ledger: Ledger): JobLedger => {
  let serial = 0
  const read = (sql: Sql) => sql.query('select record from (select *, row_number() over (partition by id order by written desc) as place from report_job) where place = 1 order by written')
  return {
    ready: async () => {
      await ledger.migrate('reports.jobs', STEPS)
      serial = (await ledger.read((sql) => sql.query('select coalesce(max(written), 0)::DOUBLE as last from report_job'))).column('last')[0] as number
    },
    put: (job) => ledger.write(async (sql) => void (await sql.query('insert into report_job values ($1, $2, $3)', [job.id, serial += 1, JSON.stringify(job)]))),
    all: async () => (await ledger.read(read)).column('record').map((record) => JSON.parse(record as string) as JobRecord),
  }
}

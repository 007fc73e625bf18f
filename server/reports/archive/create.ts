import type { Grain, RegionCode } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'

/** All that an issue was made of: with the facts' versions it makes the same issue again. */
export interface IssueRecord {
  id: string
  template: string
  /** The template as it was written then. */
  text: string
  file: string
  title: string
  region: RegionCode
  grain: Grain
  /** Start of the bucket and the moment of reading, local ms. */
  bucket: number
  at: number
  version: number
  asOf: string
  made: string
  name: string
  post: string
}

/** Every report ever made, for good. */
export interface Archive {
  ready: () => Promise<void>
  add: (issue: IssueRecord) => Promise<void>
  get: (id: string) => Promise<IssueRecord | null>
  /** Newest first. */
  list: (limit: number) => Promise<IssueRecord[]>
}

export const createArchive = (ledger: Ledger): Archive => ({
  ready: () => ledger.migrate('reports.archive', ['create table report_issue (id VARCHAR, made VARCHAR, record VARCHAR)']),
  add: (issue) => ledger.write(async (sql) => void (await sql.query('insert into report_issue values ($1, $2, $3)', [issue.id, issue.made, JSON.stringify(issue)]))),
  get: async (id) => {
    const [record] = (await ledger.read((sql) => sql.query('select record from report_issue where id = $1', [id]))).column('record')
    return record === undefined ? null : (JSON.parse(record as string) as IssueRecord)
  },
  list: async (limit) => (await ledger.read((sql) => sql.query('select record from report_issue order by made desc limit $1', [limit]))).column('record').map((record) => JSON.parse(record as string) as IssueRecord),
})

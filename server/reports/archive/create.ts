import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { Grain, RegionCode } from '../../contract/index.ts'
import { holdsAll, reached, type reachedBy } from '../../indicators/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import type { Document } from '../document/index.ts'

/** What an issue is: of what, when, by whom, at which state of facts and definitions. */
export interface IssueRecord {
  id: string
  template: string
  title: string
  region: RegionCode
  grain: Grain
  /** Start of the bucket, local ms. */
  bucket: number
  /** Whoever reads it may read all of these there. */
  themes: readonly string[]
  /**
   * Themes of which it may tell small numbers about people: whoever reads it may see their rows there, as its writer
   * might.
   */
  counted?: readonly string[]
  version: number
  asOf: string
  /** Revision of the definitions it was written by. */
  definitions: string
  made: string
  name: string
  post: string
  /** Plan that made it; `null` = a person did. */
  plan: string | null
  /** Alert and case it is about; absent = a period. */
  subject?: { alert: string | null; case: string | null }
  /** Its numbers were kept with it; issues of before did not. */
  data?: true
}

/** An issue with the document as it was written: every format is made from this, whatever definitions say today. */
export interface Issue {
  record: IssueRecord
  document: Document
}

/** Every report ever made, for good. */
export interface Archive {
  ready: () => Promise<void>
  add: (issue: Issue) => Promise<void>
  /** The same as part of the caller's transaction. */
  put: (sql: Sql, issue: Issue) => Promise<void>
  /** Throws when what is kept is not what was written. */
  get: (id: string) => Promise<Issue | null>
  /** The newest a reader may open, who reaches what `reachedBy` tells, without their documents; others are not read. */
  list: (limit: number, places: ReturnType<typeof reachedBy>) => Promise<IssueRecord[]>
}

const STEPS = [
  'create table report_issue (id VARCHAR, made VARCHAR, record VARCHAR)',
  // Issues of before had no document; what cannot be made again as it was is no archive.
  'drop table report_issue',
  'create table report_issue (id VARCHAR, made VARCHAR, record VARCHAR, document VARCHAR, sha256 VARCHAR)',
  'alter table report_issue add column region VARCHAR',
  'alter table report_issue add column themes VARCHAR[]',
  'alter table report_issue add column counted VARCHAR[]',
  `update report_issue set region = json_extract_string(record, '$.region'), themes = json_extract_string(record, '$.themes[*]'), counted = json_extract_string(record, '$.counted[*]')`,
]

const NEWEST = `with ${reached(1)} select record from report_issue join reached on place = region
  where ${holdsAll('themes', 'report_issue.themes')} and ${holdsAll('opened', 'counted')} order by made desc, id`

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')
const packed = (text: string): string => gzipSync(text).toString('base64')
const unpacked = (text: string): string => gunzipSync(Buffer.from(text, 'base64')).toString()

export const createArchive = (ledger: Ledger): Archive => {
  const put: Archive['put'] = async (sql, { record, document }) => {
    const text = JSON.stringify(document)
    await sql.query('insert into report_issue values ($1, $2, $3, $4, $5, $6, $7::VARCHAR[], $8::VARCHAR[])', [
      record.id,
      record.made,
      JSON.stringify(record),
      packed(text),
      digestOf(text),
      record.region,
      record.themes,
      record.counted ?? [],
    ])
  }
  return {
    ready: () => ledger.migrate('reports.archive', STEPS),
    put,
    add: (issue) => ledger.write((sql) => put(sql, issue)),
    get: async (id) => {
      const [row] = (
        await ledger.read((sql) => sql.query('select record, document, sha256 from report_issue where id = $1', [id]))
      ).records()
      if (!row) return null
      const text = unpacked(String(row['document']))
      if (digestOf(text) !== row['sha256']) throw new Error(`archived report ${id} is not what was written`)
      return { record: JSON.parse(String(row['record'])) as IssueRecord, document: JSON.parse(text) as Document }
    },
    list: (limit, places) =>
      ledger.read(async (sql) =>
        (await sql.query(`${NEWEST} limit ${limit}`, places))
          .column('record')
          .map((record) => JSON.parse(record as string) as IssueRecord),
      ),
  }
}

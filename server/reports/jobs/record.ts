import type { JobInfo, Person } from '../../contract/index.ts'

/** A job as the ledger keeps it. `request` is what was asked, as JSON; times are Unix milliseconds. */
export interface JobRecord {
  id: string
  kind: JobInfo['kind']
  title: string
  /** What will be made; absent in jobs of before it was kept. */
  makes?: Pick<JobInfo, 'format' | 'rows'>
  person: Person
  request: unknown
  state: JobInfo['state']
  /** It was under way when the program ended. */
  restarted?: true
  /** How far it was when that was last written down, from 0 to 1. */
  reached?: number
  createdAt: number
  expiresAt: number | null
  file: { name: string; mime: string; bytes: number } | null
  problem: string | null
  issue: string | null
}

/** Whether its file has had its time, whether or not it has been taken away yet. */
export const isOver = ({ state, expiresAt }: Pick<JobRecord, 'state' | 'expiresAt'>, now: number): boolean =>
  state === 'done' && expiresAt !== null && expiresAt <= now

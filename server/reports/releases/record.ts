import type { Person, RegionCode, ReleaseInfo } from '../../contract/index.ts'

/**
 * A wish to take rows out, as the ledger keeps it. Times are local ms for what is covered, Unix ms for what happened.
 */
export interface ReleaseRecord {
  id: string
  person: Person
  dataset: string
  region: RegionCode
  from: number
  until: number
  span: string
  format: ReleaseInfo['format']
  /** Masked columns that are to be as they were delivered. */
  columns: string[]
  rows: number
  reason: string
  state: Exclude<ReleaseInfo['state'], 'lapsed'>
  createdAt: number
  decision: { by: Person; at: number; words: string } | null
  job: string | null
}

const LAPSE_MS = 7 * 86_400_000

/** Where it stands: a wish nobody decided on within a week has lapsed. */
export const stateOf = ({ state, createdAt }: ReleaseRecord, now: number): ReleaseInfo['state'] =>
  state === 'asked' && now - createdAt > LAPSE_MS ? 'lapsed' : state

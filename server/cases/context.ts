import type { CaseType, Catalog } from '../catalog/index.ts'
import type { CaseChanged, Person } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Ledger } from '../store/index.ts'
import type { AnswerDeps } from './answers/row.ts'
import type { Photos } from './evidence/photos.ts'
import type { Directory } from './parties/units.ts'
import type { Numbers } from './rows/numbers.ts'
import type { Below } from './rows/within.ts'
import type { Case, Entry } from './types.ts'

export interface CasesDeps {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** Everybody with an account; read when choices are asked for. */
  people: () => readonly Person[]
  /** Where photos are kept: under the data folder, never under what is served. */
  photos: string
}

/** Who may hear of a change: readers of the place and theme, those who hold the case, and of those who only hear of their own whoever had a hand in it. */
export interface Audience {
  region: string
  theme: string
  holders: readonly string[]
  hands: readonly string[]
  /** Who held it before and does not any more. */
  former: readonly string[]
}
export type CaseListener = (change: CaseChanged, audience: Audience) => void

/** What somebody did to a case, and the alert the case came from; the program's own doings are none. */
export interface CaseDeed {
  case: string
  alert: string | null
  person: string
  /** It ended, was merged, or was taken up again. */
  turned: boolean
}

/** A case as it is after an entry, and whoever held it before. */
export interface Change {
  case: Case
  entry: Entry
  type: CaseType
  before?: readonly string[]
}

/** What the commands stand on. */
export interface Room extends AnswerDeps {
  ledger: Ledger
  numbers: Numbers
  directory: Directory
  photos: Photos
  below: Below
  /** Tells the listeners, after it is durable. */
  announce: (change: Change) => void
}

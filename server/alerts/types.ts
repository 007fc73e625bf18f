import type { AlertBand } from '../catalog/index.ts'
import type { AlertState, CaseEnd, RegionCode, TellingReason } from '../contract/index.ts'

/** All times are local milliseconds. */
export interface Told {
  to: string
  person: { id: string; name: string } | null
  channel: string
  why: TellingReason
  at: number
  delivered: number | null
  read: number | null
  acted: number | null
}

/** What mutes an episode. */
export interface Muting {
  by: 'alert' | 'silence'
  id: string
  /** For readers of the place and theme it lies in. */
  words: string
  /** Where it lies, a `null` theme being all of them; not known of one that began before this was kept. */
  of?: { region: RegionCode; theme: string | null }
}

/** One life of one rule in one region; at most one of them is open. */
export interface Episode {
  id: string
  rule: string
  /** Version of the rule it began under. */
  version: string
  theme: string
  region: RegionCode
  state: AlertState
  /** Severity now; of a pending one, the worst that is waited for. */
  band: AlertBand
  /** When it fired; of a pending one, when it was first seen. */
  since: number
  /** Since when the value has been at least this bad, without a break. */
  held: Partial<Record<AlertBand, number>>
  /** Since when the value has been milder than `band`, and the worst it was meanwhile (`null` = calm). */
  calm: { since: number; worst: AlertBand | null } | null
  /** Newest value; `null` = not known. */
  value: number | null
  /** The value is too old to say anything: nothing begins and nothing ends by it. */
  blind: boolean
  firstValue: number | null
  /** The gravest it was since it fired; `null` of a pending one, and of those that began before this was kept. */
  worst: { band: AlertBand; value: number | null } | null
  acknowledged: { person: string; name: string; at: number } | null
  resolved: number | null
  /** Why it ended. */
  end: AlertEnd | null
  /** The same in words, where more is to be said than its kind. */
  endWords?: string
  muted: Muting | null
  /** Worst severity somebody was told of; a worse one is told again. */
  toldOf: AlertBand | null
  toldAt: number | null
  /** Steps it has climbed because nobody read it. */
  climbed: number
  told: Told[]
  /** A case was asked for; the number comes when it is open. */
  ordered: boolean
  case: string | null
  /** How that case has ended; not told of those before this was kept. */
  caseEnded?: CaseEnd | null
}

/** `calm`: the value went back; `lost`: nothing is known of it any more; `withdrawn`: rule or place is gone. */
export type AlertEnd = 'calm' | 'lost' | 'withdrawn'

/** What happens to an episode. */
export type MoveKind =
  | 'held'
  | 'dropped'
  | 'fired'
  | 'raised'
  | 'lowered'
  | 'recovering'
  | 'returned'
  | 'resolved'
  | 'acknowledged'
  | 'read'
  | 'acted'
  | 'told'
  | 'climbed'
  | 'muted'
  | 'unmuted'
  | 'ordered'
  | 'case'

/** An entry of an alert's history; appended, never changed. */
export interface Move {
  episode: Episode
  kind: MoveKind
  at: number
  words: string
}

/** What was seen of a rule in a region. */
export type Seen = { kind: 'value'; value: number } | { kind: 'stale' } | { kind: 'gone' }

import type { Band, BandScale, Grain } from '../../contract/index.ts'
import type { WorkWeek } from '../../lib/index.ts'
import type { Threshold } from '../schema/index.ts'
import type { Origin } from './origin.ts'

/** A severity of a rule; green calls nobody. */
export type AlertBand = Exclude<Band, 'green'>

/** When a rule is in force; `null` = that part does not narrow it. */
export interface Calendar {
  id: string
  title: string
  /** Only when people work: in their hours, or on the whole of their days. */
  work: { week: WorkWeek; wholeDays: boolean } | null
  /** Local milliseconds after midnight, the end not included. */
  hours: [from: number, until: number][] | null
  /** `MM-dd`, both ends included; may run over the turn of the year. */
  season: [from: string, to: string][] | null
}

/** One severity at one level of region. `exit` always leaves room: a value may be in neither. */
export interface AlertStep {
  band: AlertBand
  enter: Threshold
  exit: Threshold
  forSeconds: number
}

/** What a rule watches. The value of a silence is the seconds since its dataset was last heard from. */
export type AlertSubject = { kind: 'indicator'; indicator: string; grain: Grain } | { kind: 'silence'; dataset: string }

export interface AlertRule {
  id: string
  title: string
  theme: string
  advice: string | null
  /** Its response plan. */
  plan: string | null
  basis: string | null
  subject: AlertSubject
  scale: BandScale
  /** Worst first, by level of region; the levels the rule is judged at. */
  steps: ReadonlyMap<string, AlertStep[]>
  /** How long a milder value must last; `null` = as long as the severity's own `for`. */
  recoverSeconds: number | null
  calendar: Calendar
  inhibitedBy: { parent: boolean; rules: string[] }
  group: { by: string; waitSeconds: number } | null
  /** Roles or levels of region, by severity. */
  tells: Partial<Record<AlertBand, string[]>>
  climbs: { unreadSeconds: number; to: string[] }[]
  opens: { case: string; handleWithinSeconds: number | null; from: AlertBand } | null
  enabled: boolean
  /** Hash of what the rule says; alerts keep the version they began under. */
  version: string
  origin: Origin
}

import { z } from 'zod'
import type { RuleOff } from './alert-rules.ts'
import type { CaseEnd } from './cases/index.ts'
import type { Band, BandScale } from './cell.ts'
import type { RegionCode } from './region.ts'
import type { Grain, Moment } from './time.ts'

/**
 * Life of an alert: `pending` = held until it lasts, nobody told; `firing`; `acknowledged` by somebody;
 * `recovering` = calm again, but not for long enough; `resolved`.
 */
export const ALERT_STATES = ['pending', 'firing', 'acknowledged', 'recovering', 'resolved'] as const
export type AlertState = (typeof ALERT_STATES)[number]

/** States in which somebody has to care. */
export const OPEN_ALERT_STATES = ['firing', 'acknowledged', 'recovering'] as const satisfies readonly AlertState[]

/** Why somebody was told. */
export const TELLING_REASONS = ['fired', 'raised', 'climbed', 'resolved'] as const
export type TellingReason = (typeof TELLING_REASONS)[number]

/** One person (or, where nobody holds it, one role) told of one alert over one channel. */
export interface Telling {
  /** Role or level of region the rule names. */
  to: string
  /** `null` = nobody holds the role here: told to the place alone. */
  person: { id: string; name: string } | null
  channel: string
  why: TellingReason
  at: Moment
  delivered: Moment | null
  read: Moment | null
  /** When the person signed for it or did something about it. */
  acted: Moment | null
}

/**
 * What mutes an alert: another that says the same for more, or a planned silence. Where the reader may not see that
 * one, `id` is `null` and the words name nothing of it.
 */
export interface AlertMute {
  by: 'alert' | 'silence'
  id: string | null
  words: string
}

/** An open alert of which nobody is told while another one lasts. */
export type AlertCovered = Pick<AlertBrief, 'id' | 'title' | 'regionName' | 'band' | 'scale' | 'since'>

/** An alert as lists and panels show it. */
export interface AlertBrief {
  id: string
  rule: string
  title: string
  theme: string
  region: RegionCode
  regionName: string
  band: Exclude<Band, 'green'>
  scale: BandScale
  state: AlertState
  /** What is watched: an indicator at a grain, or the silence of a dataset. */
  indicator: string | null
  grain: Grain | null
  dataset: string | null
  /** Since when the alert fires; of a pending one, since when it is held. */
  since: Moment
  /** Newest value; of a silence, its seconds; `null` = not known now, or not told to this reader. */
  value: number | null
  /** The value is counted over people whose rows this reader may not see. */
  suppressed?: true
  /** Which way the value went since the alert fired. */
  course: 'better' | 'worse' | 'even'
  /** When somebody first read it; `null` = unread. */
  read: Moment | null
  /** Name of who signed for it. */
  owner: string | null
  /** How many people were told, and how many of them have read it. */
  reach: { told: number; read: number }
  muted: AlertMute | null
  /** Case that was opened for it. */
  case: string | null
  /** Whether one was opened is not told to this reader. */
  caseUntold?: true
  /** How that case has ended; the alert may not have, and then nobody is on it any more. */
  caseEnded: CaseEnd | null
}

/** What is to be done about an alert, as its rule's response plan says. */
export interface AlertPlan {
  id: string
  title: string
  basis: string | null
  /** In the order they are done; `asked` = the severity the alert has now asks for it, `from` = where it begins. */
  steps: {
    who: string
    does: string
    withinSeconds: number | null
    from: AlertBrief['band'] | null
    asked: boolean
  }[]
}

export interface AlertInfo extends AlertBrief {
  /** Path of names from the reader's root: 瓜沥镇 · 航民村. */
  path: string
  /** Value when it fired. */
  firstValue: number | null
  /**
   * The gravest it was since it fired, in colour and in value; `null` = not kept. The value is `null` where it is not
   * told to this reader.
   */
  worst: { band: Exclude<Band, 'green'>; value: number | null } | null
  resolved: Moment | null
  /** Why it is over without having got better, in words; `null` = it did, or it is not over. */
  ended: string | null
  acknowledged: { person: string; name: string; at: Moment } | null
  advice: string | null
  plan: AlertPlan | null
  /** Alerts it mutes, as far as the reader may see them; worst first. */
  covers: AlertCovered[]
  /** Version of the rule it began under. */
  ruleVersion: string
  told: Telling[]
}

/** Answer of `GET /api/v1/alerts`: newest first within worst first. */
export interface AlertsAnswer {
  /** Version of the facts the open alerts were judged at. */
  version: number
  alerts: AlertInfo[]
  /** Rules of the reader's themes that are switched off by hand: of what they watch nothing is told. */
  off: RuleOff[]
}

/** Event `alert:changed`: alerts as they are now, in the reader's scope. */
export interface AlertsChanged {
  alerts: AlertBrief[]
}

const states = z
  .string()
  .transform((text) =>
    text === 'all'
      ? [...ALERT_STATES]
      : text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean),
  )
  .pipe(z.array(z.enum(ALERT_STATES)))

/** Query string of `GET /api/v1/alerts`; without `state` those somebody has to care about. */
export const alertsQuerySchema = z.object({
  state: states.optional(),
  region: z.string().optional(),
  rule: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
  /** How many of them to pass over, for the next page. */
  skip: z.coerce.number().int().min(0).max(4_900).default(0),
})

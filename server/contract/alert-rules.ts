import { z } from 'zod'
import type { Band, BandScale } from './cell.ts'
import type { AlertBrief } from './alert.ts'
import type { RegionCode } from './region.ts'
import type { Moment } from './time.ts'

/** A rule as it was written at some time. */
export interface RuleVersion {
  version: string
  /** When it was first in force. */
  since: Moment
  yaml: string
}

/** Somebody's word that a rule judges, or no longer does, against what its file says. */
export interface RuleSwitched {
  on: boolean
  at: Moment
  by: { id: string; name: string }
  reason: string
}

/** A rule that somebody has switched off: what nobody is told of meanwhile. */
export interface RuleOff extends Omit<RuleSwitched, 'on'> {
  rule: string
  title: string
}

/** A rule and how it has been doing. */
export interface RuleInfo {
  id: string
  title: string
  theme: string
  scale: BandScale
  /** What it watches, when and whom it tells, in words. */
  words: string[]
  enabled: boolean
  /** By hand, which counts until the file says otherwise; `null` = it stands as its file says. */
  switched: RuleSwitched | null
  /** Every time it was switched by hand, the newest first. */
  switches: RuleSwitched[]
  /** Whether this reader may switch it. */
  maySwitch: boolean
  version: string
  /** All it ever was, the newest first; an old alert is explained by the one of its time. */
  versions: RuleVersion[]
  definition: { file: string; line: number }
  open: number
  /** In the last 30 days. */
  fired: number
  /** Of these, those with a case; `null` = it opens none, or the reader is told of their own cases alone. */
  withCase: number | null
}
export interface RulesAnswer {
  rules: RuleInfo[]
}

export const switchSchema = z.strictObject({
  on: z.boolean(),
  reason: z.string().trim().min(2, '请写明原因').max(300),
})
export type SwitchWish = z.infer<typeof switchSchema>

/** One alert that a rule would have raised. */
export interface ReplayedAlert {
  region: RegionCode
  regionName: string
  /** The worst it came to. */
  band: Exclude<Band, 'green'>
  from: Moment
  until: Moment | null
  /** How long it lasted, or has lasted. */
  hours: number
  /** A case of the kind the rule is about was there soon after. */
  followed: boolean
}

/** What a rule would have said over the past, without having been switched on. */
export interface RuleReplay {
  rule: string
  title: string
  scale: BandScale
  enabled: boolean
  days: number
  /** How many stretches of time in how many places were judged; `null` = a silence, which is judged by its arrivals. */
  buckets: number | null
  places: number
  /** What of the span cannot be told, in words; `null` = nothing. */
  unknown: string | null
  fired: number
  averageHours: number | null
  followed: number
  /** Shares of `fired` in percent that were followed by a case, and that were not; `null` = it never fired. */
  hitShare: number | null
  falseShare: number | null
  /** What counts as followed, in words. */
  follows: string
  /** The newest first, as many as are worth reading. */
  alerts: ReplayedAlert[]
}

export const replayQuerySchema = z.object({
  days: z.coerce.number().int('天数须为整数').min(1, '至少回放 1 天').max(366, '最多回放 366 天').default(90),
})

/** A planned period in which alerts are shown but nobody is told. */
export interface Silence {
  id: string
  /** `null` = every rule the author may silence. */
  rule: string | null
  region: RegionCode
  regionName: string
  from: Moment
  until: Moment
  author: { id: string; name: string }
  reason: string
  ended: Moment | null
  state: 'planned' | 'active' | 'ended'
  /** Alerts it mutes now. */
  mutes: number
}
export interface SilencesAnswer {
  silences: Silence[]
}

export const silenceSchema = z.strictObject({
  rule: z.string().max(100).nullable().default(null),
  region: z.string().max(40),
  from: z.string().optional(),
  until: z.string(),
  reason: z.string().trim().min(2, '请写明原因').max(300),
})
export type SilenceWish = z.infer<typeof silenceSchema>

/** A message that could not be delivered, so far or after all attempts. */
export interface DeadLetter {
  id: string
  channel: string
  alert: AlertBrief['id']
  /** `null` for those who run the system and do not see what is said in it. */
  title: string | null
  to: string
  attempts: number
  failure: string
  first: Moment
  last: Moment
  /** When it is tried again; `null` = no more, unless somebody sends it. */
  next: Moment | null
}
export interface DeadLettersAnswer {
  letters: DeadLetter[]
}

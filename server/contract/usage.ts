import { z } from 'zod'
import type { RegionCode } from './region.ts'
import type { Moment } from './time.ts'

export const usageQuerySchema = z.object({
  days: z.enum(['7', '30', '90']).default('30').describe('看最近多少天，含今天'),
  unit: z.string().max(40).optional().describe('只看一个单位：区划根（本级）或其下一级；默认为权限内的全部'),
  idle: z.enum(['7', '30', '60', '90', '180']).default('30').describe('多少天无人打开算闲置'),
})
export type UsageQuery = z.output<typeof usageQuerySchema>

export const RATING_VALUES = ['good', 'fair', 'poor'] as const
export type RatingValue = (typeof RATING_VALUES)[number]
export const RATING_WORDS_MAX = 200

/** Body of `PUT /api/v1/screens/{screen}/rating`. */
export const ratingSchema = z.object({
  value: z.enum(RATING_VALUES).describe('good 好用，fair 一般，poor 不好用'),
  words: z.string().trim().max(RATING_WORDS_MAX).default('').describe('意见，可不填'),
})
export type RatingBody = z.output<typeof ratingSchema>

/** What the reader said of a screen this month. */
export interface RatingAnswer {
  screen: string
  /** `2026-11`. */
  month: string
  /** `null` = nothing, or withdrawn. */
  rating: RatingBody | null
}

/** What people said of a screen in the months a period touches, each person once a month. */
export interface UsageRating {
  ratings: number
  good: number
  fair: number
  poor: number
  /** `good` / `ratings`, 0–1. */
  share: number
}

/** What the alerts on a screen's or panel's indicators led to. */
export interface UsageActs {
  /** Alerts of which it is known by now whether somebody acted in time. */
  alerts: number
  /** Of those: signed for or handled within the window. */
  acted: number
  /** `acted` / `alerts`, 0–1; `null` = there were none. */
  rate: number | null
  /** From an alert to the first act of anybody, over all that were acted on in time. */
  medianMinutes: number | null
  /** Alerts that became a case. */
  cases: number
}

/** How much something was opened. */
export interface UsageCount {
  /** Stretches of use by people; coming again within half an hour goes on with one. */
  openings: number
  /** Every person counted once a day, added up over days. */
  personDays: number
  /** Stretches on walls, which are nobody's. */
  wall: number
  /** At any time, not only within the days asked for; `null` = never since counting began. */
  lastOpened: Moment | null
}

/** An indicator that stands on a screen; opening it is opening its 口径卡 there. */
export interface UsagePanel extends UsageCount {
  indicator: string
  title: string
  /** `null` = the reader may not see its alerts. */
  acts: UsageActs | null
  idle: UsageScreen['idle']
}

export interface UsageScreen extends UsageCount {
  id: string
  title: string
  /** Title; `null` = of no theme. */
  theme: string | null
  /** Openings of the 口径卡 of its indicators, by people and on walls. */
  cards: number
  /** `null` = the reader may not see the alerts of any indicator on it. */
  acts: UsageActs | null
  /** `null` = fewer people rated it than are told of. */
  rating: UsageRating | null
  /**
   * What they wrote, without whose, when and with which rating; `null` = not for this reader, who does not configure
   * it.
   */
  words: string[] | null
  /**
   * No wall and none of those who are counted opened it for as many days as were asked about; `null` = no wall did, and
   * there are too few people to be told of.
   */
  idle: boolean | null
  panels: UsagePanel[]
}

/** Use of the screens by the units a reader may see. */
export interface UsageAnswer {
  from: string
  to: string
  /** First day something was counted that is told here; `null` = nothing yet. */
  since: string | null
  unit: RegionCode | null
  /** Units one may ask for; none for whoever sees less than a whole unit. */
  units: { code: RegionCode; name: string }[]
  /** Fewest people of whom a number is told. */
  fewest: number
  /** Fewer people have an account where is asked about: only walls are counted. */
  few: boolean
  /** Hours somebody has to act on an alert. */
  windowHours: number
  idleDays: number
  /** Counting began later than so many days ago: nothing can have lain idle that long. */
  young: boolean
  trend: { day: string; openings: number; wall: number }[]
  /** Openings by people and on walls of the day that had most of them. */
  highest: number
  screens: UsageScreen[]
}

import type { AlertBrief } from '../alert.ts'
import type { RegionRef } from '../region.ts'
import type { Grain, Moment } from '../time.ts'

/** A case or an alert that a number counts. */
export interface Cause {
  kind: 'case' | 'alert'
  id: string
  title: string
  /** Path of names of where it lies. */
  place: string
  /** How it stands, in words. */
  state: string
  at: Moment
  /** What it brings into the number, above and below the line; `null` where the number is no ratio. */
  numerator: number | null
  denominator: number | null
  /** By how much the number is higher with it than without; `null` where that cannot be said of one thing. */
  effect: number | null
  /** What that means, by the indicator's direction. */
  tone: 'good' | 'bad' | 'even'
}

/** One of the indicators a number comes down to, with what it counts: what harms it most first, at most 100. */
export interface CausePart {
  indicator: string
  title: string
  unit: string
  decimals: number
  value: number | null
  /** How many the reader may see. */
  total: number
  causes: Cause[]
}

/** Answer of `GET /api/v1/indicators/{id}/causes`: the cases and alerts behind a number. */
export interface CausesAnswer {
  indicator: string
  region: RegionRef
  grain: Grain
  bucket: Moment
  parts: CausePart[]
  /** Alerts of that time about what the number is made of, or that opened one of its cases; worst first. */
  alerts: AlertBrief[]
}

import { z } from 'zod'
import type { Band } from '../cell.ts'
import type { RegionCode } from '../region.ts'
import type { BucketStart, Moment } from '../time.ts'

/** A queue that can be simulated. */
export interface SimulationInfo {
  id: string
  title: string
  theme: string
  /** Level whose places each have a queue of their own. */
  level: string
  /** Indicators of what comes in and what is open. */
  arrivals: string
  backlog: string
  /** What is counted as staff: places of this level, one person each; `null` = staff is told in percent alone. */
  staff: { level: string; title: string } | null
  /** Whether the share of cases handled by several units can be moved. */
  joint: boolean
}
export interface SimulationsAnswer {
  simulations: SimulationInfo[]
}

const byPlace = (least: number, most: number) =>
  z.record(z.string().max(40), z.number().int().min(least).max(most)).default({})

/** What is turned: percent more or less, for all places and for single ones instead. */
export const leversSchema = z.strictObject({
  /** Percent of the staff of today. */
  staff: z.number().int().min(-90).max(200).default(0),
  staffAt: byPlace(-90, 200),
  /** Percent of the cases that come in. */
  arrivals: z.number().int().min(-90).max(300).default(0),
  arrivalsAt: byPlace(-90, 300),
  /** Share of cases handled by several units, in percent; `null` = as it is. */
  joint: z.number().min(0).max(100).nullable().default(null),
})
export type Levers = z.output<typeof leversSchema>

/** Body of `POST /api/v1/simulations/{id}/runs`. The same seed, levers and facts give the same answer. */
export const simulationRunSchema = z.strictObject({
  region: z.string().max(40).optional(),
  days: z.number().int().min(7).max(56).default(28),
  seed: z.string().trim().min(1).max(40).default('一屏'),
  levers: leversSchema.prefault({}),
})
export type SimulationRun = z.output<typeof simulationRunSchema>

/** Open cases at the end of each day: the middle of all runs, and the edges between which `level` of them lie. */
export interface Fan {
  low: number[]
  mid: number[]
  high: number[]
}

/** One course as it is and one with the levers, and what has become of it at the end. */
export interface Compared {
  asIs: Fan
  turned: Fan
  /** Middle at the end with levers less without, and whether that is good. */
  difference: number
  tone: 'good' | 'bad' | 'even'
}

/** One place's queue. */
export interface SimulatedPlace extends Compared {
  region: RegionCode
  name: string
  /** Open now. */
  now: number
  /** Band of the backlog at the end, with levers, by the indicator's own limits. */
  band: Band | null
  /** Persons, as it is and with levers; `null` where they are not counted. */
  staff: { asIs: number; turned: number } | null
  /** Cases that can be handled at once, likewise. */
  hands: { asIs: number; turned: number }
  /** Cases a day, likewise. */
  arrivals: { asIs: number; turned: number }
  /** How much of what can be handled is in hand on average, in percent; above 100 the backlog grows without end. */
  busy: { asIs: number; turned: number }
}

/** What the same simulation would have said of the past, without levers. */
export interface SimulationBacktest {
  /** Simulations from earlier days, and how many days each went. */
  starts: number
  days: number
  /** Mean distance from what came, in cases: of the whole, of one place; and of saying that it stays as it was. */
  error: number
  errorShare: number
  placeError: number
  naiveError: number
  naivePlaceError: number
  /** Share of days of places that came to lie in the band. */
  coverage: number
}

/** Answer of `POST /api/v1/simulations/{id}/runs`. */
export interface SimulationAnswer {
  simulation: SimulationInfo
  region: RegionCode
  version: number
  asOf: Moment
  seed: string
  runs: number
  level: number
  levers: Levers
  /** Days simulated; the last whole day goes before the first of them. */
  days: BucketStart[]
  /** What was open at the end of the days before. */
  past: { bucket: BucketStart; value: number | null }[]
  total: Compared
  places: SimulatedPlace[]
  /** Share of cases handled by several units, in percent, as it is and with levers; `null` = unknown. */
  joint: { asIs: number; turned: number } | null
  backtest: SimulationBacktest | null
  /** What the reader should know, and what the simulation supposes. */
  notes: string[]
}

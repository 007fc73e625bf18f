import { meanOf } from '../../spread/statistics.ts'
import { handsFor } from '../queue/erlang.ts'
import type { Handling } from '../queue/simulate.ts'
import type { History } from './series.ts'

/** What is known of cases handled by several units: their share (0–1), and how many times longer they take. */
export interface Joint {
  share: number
  ratio: number
}

/** A place's queue as its history shows it. */
export interface Queue extends Handling {
  region: string
  /** Cases a day on average. */
  perDay: number
  /** Open at the end of the last day. */
  open: number
  /** Arrivals of past days by place in the week of the first simulated day on: what a future day is drawn from. */
  drawn: number[][]
  /** True where so many were open at once and still handled that no limit was ever seen. */
  unlimited: boolean
}

const WEEK = 7
/** Fewer days than this say nothing. */
export const FEWEST_DAYS = 21
/**
 * The third of the days that began with least open shows how long a case takes when none waits; the third that began
 * with most, whether any waits.
 */
const THIRD = 1 / 3
/** Standard errors by which full days must take longer than quiet ones, or it is chance. */
const BEYOND_CHANCE = 2

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)

interface Stay {
  came: number
  before: number
  after: number
  took: number
}

/** Mean time of the cases of some days, and its standard error over those days. */
const staying = (days: readonly Stay[]): { mean: number; error: number } => {
  const came = days.reduce((sum, day) => sum + day.came, 0)
  const mean = days.reduce((sum, day) => sum + day.came * day.took, 0) / came
  const spread = days.reduce((sum, day) => sum + (day.came * (day.took - mean)) ** 2, 0)
  return { mean, error: Math.sqrt((spread / came ** 2) * (days.length / (days.length - 1))) }
}

/**
 * Time of a quiet day over that of all days: what is left of it when nobody has to wait. At most 1; 1 where too little
 * is known, and where nobody is seen to wait: days that began full take no longer than those that began quiet, by more
 * than chance. What was open at their end cannot say so, because days of long cases end full, queue or not; but where
 * there is a queue it tells best on which days nobody waited.
 */
const quietShare = ({ arrivals, backlog, hours }: History): number => {
  const days = arrivals.flatMap((came, day): Stay[] => {
    const [before, after, took] = [backlog[day - 1] ?? null, backlog[day] ?? null, hours[day] ?? null]
    return came === null || came === 0 || before === null || after === null || took === null
      ? []
      : [{ came, before, after, took }]
  })
  const third = Math.floor(days.length * THIRD)
  if (third < WEEK) return 1
  const by = (key: 'before' | 'after'): Stay[] => [...days].sort((a, b) => a[key] - b[key])
  const [began, all] = [by('before'), staying(days)]
  const [quiet, full] = [staying(began.slice(0, third)), staying(began.slice(-third))]
  if (all.mean === 0 || full.mean - quiet.mean <= BEYOND_CHANCE * Math.hypot(quiet.error, full.error)) return 1
  return Math.min(1, staying(by('after').slice(0, third)).mean / all.mean)
}

const drawnFrom = (arrivals: readonly (number | null)[]): number[][] =>
  Array.from(
    { length: WEEK },
    (_, ahead) =>
      arrivals.filter(
        (value, day) => value !== null && (arrivals.length - day) % WEEK === (WEEK - ahead) % WEEK,
      ) as number[],
  )

/**
 * A queue of a history: by Little's law a case stays as long as what is open comes to over what comes in a day; of
 * that, handling is what quiet days take, and the rest is waiting. The hands are the fewest with which, by Erlang's
 * formula, no more would be open than was; where nobody ever waited, the most that were ever open at once. `null` = too
 * little is known.
 */
export const calibrate = (history: History, { share, ratio }: Joint): Queue | null => {
  const [arrivals, backlog] = [known(history.arrivals), known(history.backlog)]
  const [perDay, mean, open] = [meanOf(arrivals) ?? 0, meanOf(backlog) ?? 0, history.backlog.at(-1) ?? null]
  if (Math.min(arrivals.length, backlog.length) < FEWEST_DAYS || perDay === 0 || mean === 0 || open === null)
    return null
  const handling = (mean / perDay) * quietShare(history)
  const most = Math.max(1, ...backlog)
  const hands = handsFor(perDay * handling, mean, most)
  const alone = handling / (1 - share + share * ratio)
  return {
    region: history.region,
    hands,
    alone,
    joint: alone * ratio,
    share,
    perDay,
    open,
    drawn: drawnFrom(history.arrivals),
    unlimited: hands >= most,
  }
}

import { setImmediate as pause } from 'node:timers/promises'
import { ADJUSTMENTS } from '../adjust/adjust.ts'
import { maseOf, measurable, naiveOriginsOf, originsOf, repeats, tryAt, type Trial } from './backtest.ts'
import { formsFor, naive, periodOf, PERIODS, smoothing, type Method, type Past } from './method.ts'

/**
 * The method to forecast with, and how it and naive did where it was not chosen by; `alone` = the past was too short to
 * try any other. `exact` = it repeats so exactly that no error can be told: no trials, and errors of 0.
 */
export interface Choice {
  method: Method
  isNaive: boolean
  alone: boolean
  exact: boolean
  period: number
  trials: Trial[]
  mase: number
  naiveMase: number
}

const FEWEST_ORIGINS = 3
/** Errors of a past too short for anything but naive. */
const FEWEST_ALONE = 2

/** Between two fits the server answers others. */
const trialsOf = async (
  method: Method,
  past: Past,
  origins: readonly number[],
  period: number,
): Promise<(Trial | null)[]> => {
  const trials: (Trial | null)[] = []
  for (const end of origins) {
    await pause()
    const trial = tryAt(method, past, end, period)
    trials.push(trial)
    if (trial === null) break
  }
  return trials
}

const bestOf = async (
  methods: readonly Method[],
  past: Past,
  origins: readonly number[],
  period: number,
): Promise<{ method: Method; mase: number } | null> => {
  let best: { method: Method; mase: number } | null = null
  for (const method of methods) {
    const mase = maseOf(await trialsOf(method, past, origins, period))
    if (mase < (best?.mase ?? Infinity)) best = { method, mase }
  }
  return best
}

const tried = ({ series, horizon }: Past, of: typeof originsOf, period: number): number[] =>
  measurable(series, of(series.length, horizon, period), period)

/** A past in which each bucket is what it was a season before: nothing else can be expected, and no error be told. */
const exactly = (past: Past, period: number): Choice | null =>
  naiveOriginsOf(past.series.length, past.horizon, period).length >= FEWEST_ALONE && repeats(past.series, period)
    ? {
        method: naive(past.grain, period),
        isNaive: true,
        alone: false,
        exact: true,
        period,
        trials: [],
        mase: 0,
        naiveMase: 0,
      }
    : null

/**
 * A past of one season and a little more, months of two years for one: the same bucket of the season before, with the
 * errors that would have made.
 */
const naiveAlone = async (past: Past): Promise<Choice | null> => {
  const period = PERIODS[past.grain]
  const origins = period > 1 ? tried(past, naiveOriginsOf, period) : []
  if (origins.length < FEWEST_ALONE) return null
  const method = naive(past.grain, period)
  const trials = await trialsOf(method, past, origins, period)
  const mase = maseOf(trials)
  return Number.isFinite(mase)
    ? { method, isNaive: true, alone: true, exact: false, period, trials: trials as Trial[], mase, naiveMase: mase }
    : null
}

/**
 * Chooses by the older half of the rolling origins and tells the error on the newer half, which had no say; where the
 * choice is not better than seasonal-naive there, naive it is. Too short a past for that is gone on with as the season
 * before was; `null` = too short for this too. What always repeats exactly goes on so.
 */
export const choose = async (past: Past): Promise<Choice | null> => {
  const period = periodOf(past.grain, past.series.length - past.horizon)
  const same = exactly(past, period)
  if (same) return same
  const origins = tried(past, originsOf, period)
  if (origins.length < FEWEST_ORIGINS) return naiveAlone(past)
  const half = Math.floor(origins.length / 2)
  const [older, newer] = [origins.slice(0, half), origins.slice(half)]
  const forms = formsFor(past.series, period)
  const plain = await bestOf(
    forms.map((form) => smoothing(form)),
    past,
    older,
    period,
  )
  const form = forms.find((one) => smoothing(one).words === plain?.method.words)
  const adjusted = form
    ? await bestOf(
        ADJUSTMENTS.map((adjustment) => smoothing(form, adjustment)),
        past,
        older,
        period,
      )
    : null
  const winner = adjusted && plain && adjusted.mase < plain.mase ? adjusted : plain
  const base = naive(past.grain, period)
  const baseTrials = await trialsOf(base, past, newer, period)
  const trials = winner ? await trialsOf(winner.method, past, newer, period) : []
  const [mase, naiveMase] = [winner ? maseOf(trials) : Infinity, maseOf(baseTrials)]
  if (!Number.isFinite(mase) && !Number.isFinite(naiveMase)) return null
  return mase < naiveMase
    ? {
        method: winner!.method,
        isNaive: false,
        alone: false,
        exact: false,
        period,
        trials: trials as Trial[],
        mase,
        naiveMase,
      }
    : {
        method: base,
        isNaive: true,
        alone: false,
        exact: false,
        period,
        trials: baseTrials.filter((trial) => trial !== null),
        mase: naiveMase,
        naiveMase,
      }
}

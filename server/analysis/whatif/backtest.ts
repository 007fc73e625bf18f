import type { SimulationBacktest } from '../../contract/index.ts'
import { meanOf } from '../spread/statistics.ts'
import { calibrate, type Joint, type Queue } from './history/calibrate.ts'
import { upTo, type History } from './history/series.ts'
import { asItIs } from './levers.ts'
import { fanOf, together } from './queue/fan.ts'
import type { Runner } from './queue/runs.ts'

/** Days learned from, days checked, days between two starts, starts, and runs of each. */
export const LEARNED = 56
const CHECKED = 14
const STRIDE = 7
const STARTS = 4
const RUNS = 30

/** Days of history a backtest looks at. */
export const BACKTEST_DAYS = LEARNED + CHECKED + STRIDE * (STARTS - 1)

interface Tried {
  error: number[]
  naive: number[]
  placeError: number[]
  naivePlace: number[]
  inside: boolean[]
  actual: number[]
}

interface Start {
  queues: { queue: Queue; actual: number[] }[]
}

const startAt = (histories: readonly History[], joints: readonly Joint[], end: number): Start => ({
  queues: histories.flatMap((history, index) => {
    const queue = calibrate(upTo(history, end, LEARNED), joints[index]!)
    const actual = history.backlog.slice(end, end + CHECKED)
    return queue && actual.every((value) => value !== null) ? [{ queue, actual: actual as number[] }] : []
  }),
})

const distances = (says: readonly number[], actual: readonly number[]): number[] =>
  says.map((value, day) => Math.abs(value - actual[day]!))

const tryStart = async ({ queues }: Start, run: Runner, seed: string): Promise<Tried> => {
  const running = { runs: RUNS, days: CHECKED, seed }
  const all: number[][][] = []
  const tried: Tried = { error: [], naive: [], placeError: [], naivePlace: [], inside: [], actual: [] }
  for (const { queue, actual } of queues) {
    const runs = await run(asItIs(queue), running)
    const { low, mid, high } = fanOf(runs)
    all.push(runs)
    tried.placeError.push(...distances(mid, actual))
    tried.naivePlace.push(
      ...distances(
        mid.map(() => queue.open),
        actual,
      ),
    )
    tried.inside.push(...actual.map((value, day) => value >= low[day]! && value <= high[day]!))
  }
  const sum = (of: (one: Start['queues'][number]) => number): number =>
    queues.reduce((total, one) => total + of(one), 0)
  tried.actual = Array.from({ length: CHECKED }, (_, day) => sum(({ actual }) => actual[day]!))
  tried.error = distances(fanOf(together(all)).mid, tried.actual)
  tried.naive = distances(
    tried.actual.map(() => sum(({ queue }) => queue.open)),
    tried.actual,
  )
  return tried
}

/**
 * Simulates from earlier days with nothing but what was known then, and holds it against what came; saying that the
 * backlog stays as it is on that day is held against it too. `null` = too short a past.
 */
export const backtest = async (
  histories: readonly History[],
  joints: readonly Joint[],
  run: Runner,
  seed: string,
): Promise<SimulationBacktest | null> => {
  const length = histories[0]?.backlog.length ?? 0
  const tried: Tried[] = []
  for (let start = 0; start < STARTS; start += 1) {
    const begun = startAt(histories, joints, length - CHECKED - start * STRIDE)
    if (begun.queues.length > 0) tried.push(await tryStart(begun, run, `${seed} 检验 ${start}`))
  }
  const mean = (of: (one: Tried) => number[]): number => meanOf(tried.flatMap(of)) ?? 0
  if (tried.length === 0) return null
  return {
    starts: tried.length,
    days: CHECKED,
    error: mean(({ error }) => error),
    errorShare:
      mean(({ error }) => error)
      / Math.max(
        1,
        mean(({ actual }) => actual),
      ),
    naiveError: mean(({ naive }) => naive),
    placeError: mean(({ placeError }) => placeError),
    naivePlaceError: mean(({ naivePlace }) => naivePlace),
    coverage: mean(({ inside }) => inside.map(Number)),
  }
}

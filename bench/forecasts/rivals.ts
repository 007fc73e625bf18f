import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
// What is held against it is tried as it is itself, which is nobody else's business.
import { ADJUSTMENTS, NONE } from '../../server/analysis/forecast/adjust/adjust.ts'
import { maseOf, originsOf, tryAt } from '../../server/analysis/forecast/choose/backtest.ts'
import type { Method, Past } from '../../server/analysis/forecast/choose/method.ts'

/** Goes on from a past without gaps; throws where it cannot. */
export type Rival = (known: number[], horizon: number, period: number) => number[]

/** The rivals a module exports by default. */
export const rivalsOf = async (file: string): Promise<Record<string, Rival>> =>
  ((await import(pathToFileURL(resolve(file)).href)) as { default: Record<string, Rival> }).default

/** Gaps as a line from the one side to the other. */
const filled = (series: readonly (number | null)[]): number[] => {
  const at = series.flatMap((value, index) => (value === null ? [] : [{ index, value }]))
  return series.map((value, index) => {
    if (value !== null) return value
    const [before, after] = [at.findLast((one) => one.index < index), at.find((one) => one.index > index)]
    if (!before || !after) return (before ?? after)!.value
    return before.value + ((after.value - before.value) * (index - before.index)) / (after.index - before.index)
  })
}

const methodsOf = (words: string, rival: Rival, period: number): Method[] =>
  [NONE, ...ADJUSTMENTS].map((adjustment) => ({
    words: [words, adjustment.words].filter(Boolean).join('，'),
    look: ({ series, starts, grain, horizon }: Past) => {
      const factor = adjustment.learn(series, starts.slice(0, series.length), grain)
      if (!factor) return null
      const bare = filled(series).map((value, index) => value / factor(starts[index]!))
      const values = rival(bare, horizon, period).map((value, step) => value * factor(starts[series.length + step]!))
      return { values, fitted: [], widening: () => [] }
    },
  }))

/** How a method did on the half of the origins that chooses, and on the half that tells. */
interface Held {
  words: string
  chosenBy: number
  mase: number
  /** Of one forecast. */
  milliseconds: number
}

/** Tries a method at the origins of a past. */
export const held = (method: Method, past: Past, period: number): Held => {
  const origins = originsOf(past.series.length, past.horizon, period)
  const half = Math.floor(origins.length / 2)
  const erring = (ends: readonly number[]): number => maseOf(ends.map((end) => tryAt(method, past, end, period)))
  const began = performance.now()
  const [chosenBy, mase] = [erring(origins.slice(0, half)), erring(origins.slice(half))]
  return { words: method.words, chosenBy, mase, milliseconds: (performance.now() - began) / origins.length }
}

/** What a rival comes to, the calendar taken out or not, as the older half of the origins would have it. */
export const heldRival = (words: string, rival: Rival, past: Past, period: number): Held =>
  methodsOf(words, rival, period)
    .map((method) => held(method, past, period))
    .reduce((best, one) => (one.chosenBy < best.chosenBy ? one : best))

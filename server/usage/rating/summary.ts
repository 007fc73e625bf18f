import type { UsageRating } from '../../contract/index.ts'
import { enough } from './enough.ts'
import type { Rated } from './ratings.ts'

/** What is told of ratings; `null` = too few to be told. */
export const summaryOf = (all: readonly Rated[]): UsageRating | null => {
  const told = enough(all)
  const of = (value: Rated['value']): number => told.filter((one) => one.value === value).length
  return told.length === 0
    ? null
    : { ratings: told.length, good: of('good'), fair: of('fair'), poor: of('poor'), share: of('good') / told.length }
}

/** What was written beside them, in the order of its own letters: neither when nor with which rating. */
export const wordsOf = (all: readonly Rated[]): string[] =>
  enough(all)
    .map(({ words }) => words)
    .filter((words) => words !== '')
    .sort()

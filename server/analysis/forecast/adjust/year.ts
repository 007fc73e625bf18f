import type { Learn } from './adjust.ts'

const YEAR = 365.2425 * 86_400_000
const WAVES = 2

/** Solves the normal equations by elimination; `null` where they have no one answer. */
const solve = (matrix: number[][], right: number[]): number[] | null => {
  const rows = matrix.map((row, index) => [...row, right[index]!])
  for (let column = 0; column < rows.length; column += 1) {
    const best = rows
      .slice(column)
      .reduce(
        (most, row, index) => (Math.abs(row[column]!) > Math.abs(rows[most]![column]!) ? index + column : most),
        column,
      )
    ;[rows[column], rows[best]] = [rows[best]!, rows[column]!]
    const pivot = rows[column]![column]!
    if (Math.abs(pivot) < 1e-9) return null
    for (const [index, row] of rows.entries()) {
      if (index === column) continue
      const share = row[column]! / pivot
      for (let at = column; at <= rows.length; at += 1) row[at] = row[at]! - share * rows[column]![at]!
    }
  }
  return rows.map((row, index) => row[rows.length]! / row[index]!)
}

const leastSquares = (rows: readonly number[][], values: readonly number[]): number[] | null => {
  const width = rows[0]?.length ?? 0
  const matrix = Array.from({ length: width }, (_, i) =>
    Array.from({ length: width }, (_, j) => rows.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  )
  return solve(
    matrix,
    Array.from({ length: width }, (_, i) => rows.reduce((sum, row, index) => sum + row[i]! * values[index]!, 0)),
  )
}

const wavesAt = (start: number): number[] =>
  Array.from({ length: WAVES }, (_, index) => (2 * Math.PI * (index + 1) * start) / YEAR).flatMap((angle) => [
    Math.sin(angle),
    Math.cos(angle),
  ])

/**
 * The course of the year as two waves over days or weeks, once two whole years are known; `null` before, or where a
 * series holds zeros.
 */
export const learnYear: Learn = (series, starts, grain) => {
  const needs = { day: 730, week: 104 }[grain as 'day' | 'week']
  if (!needs || series.length < needs || series.some((value) => value !== null && value <= 0)) return null
  const known = series.flatMap((value, index) =>
    value === null ? [] : [{ row: [1, starts[index]! / YEAR, ...wavesAt(starts[index]!)], y: Math.log(value) }],
  )
  const middle = known.reduce((sum, { row }) => sum + row[1]!, 0) / known.length
  const learned = leastSquares(
    known.map(({ row }) => row.map((value, index) => (index === 1 ? value - middle : value))),
    known.map(({ y }) => y),
  )
  return (
    learned && ((start) => Math.exp(wavesAt(start).reduce((sum, wave, index) => sum + wave * learned[index + 2]!, 0)))
  )
}

export interface Course {
  name: string
  values: readonly (number | null)[]
  style: 'present' | 'past' | 'target' | 'limit' | 'ahead'
}

/**
 * What is drawn: courses over ticks as lines, or one course as bars; `mark` says what happened at a tick, `range` between
 * what the course ahead will probably lie.
 */
export interface ChartData {
  shape: 'line' | 'bar'
  ticks: readonly string[]
  courses: readonly Course[]
  unit: string
  decimals: number
  mark?: { at: number; words: string }
  range?: { low: readonly (number | null)[]; high: readonly (number | null)[] }
}

import { formatNumber, formatValue } from '../../../contract/index.ts'
import type { ChartData, Course } from './data.ts'

/** Size of words in a chart. */
export const LABEL = 11
const LEAST_LABEL = 8
/** Width of a figure to its height, commas and points counted like figures. */
const DIGIT = 0.56

/** Widths to their size: of a Chinese character, and of a figure or another narrow sign. */
const widthOf = (words: string): number => [...words].reduce((sum, sign) => sum + (sign > '\u2fff' ? 1 : DIGIT), 0)

/** Names below bars are all written; slanted only where they would touch lying. */
export const slant = (ticks: readonly string[], width: number): number =>
  Math.max(...ticks.map(widthOf)) * LABEL > (width - 70) / ticks.length - 4 ? 40 : 0

/** The size in which the figures above bars stand beside each other without touching; `null` = none can be read. */
export const labelSize = ({ shape, ticks, courses, decimals }: ChartData, width: number): number | null => {
  if (shape !== 'bar' || ticks.length > 12) return null
  const longest = Math.max(
    1,
    ...courses
      .filter(({ style }) => style === 'present')
      .flatMap(({ values }) => values)
      .map((value) => (value === null ? 0 : formatNumber(value, decimals).length)),
  )
  const size = Math.min(LABEL, Math.floor(((width - 70) / ticks.length / (longest * DIGIT)) * 2) / 2)
  return size < LEAST_LABEL ? null : size
}

/**
 * Large numbers that would stand crowded above their bars, in 万 or 亿 as sentences tell them, where all are told in the
 * same.
 */
export const inStep = (data: ChartData, width: number): ChartData => {
  if (data.shape !== 'bar' || data.ticks.length > 12 || labelSize(data, width) === LABEL) return data
  const shown = data.courses
    .filter(({ style }) => style === 'present')
    .flatMap(({ values }) => values)
    .filter((value) => value !== null)
    .map((value) => formatValue(value, data))
  const first = shown[0]
  if (!first || first.step === '' || shown.some(({ step }) => step !== first.step)) return data
  const size = first.step === '亿' && !data.unit.startsWith('万') ? 1e8 : 1e4
  const scaled = (values: Course['values']): Course['values'] =>
    values.map((value) => (value === null ? null : value / size))
  return {
    ...data,
    unit: first.unit,
    decimals: 2,
    courses: data.courses.map((course) => ({ ...course, values: scaled(course.values) })),
  }
}

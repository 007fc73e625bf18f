import type { Band } from '../../server/contract/index.ts'

/**
 * One line of a chart; `null` is a gap. `bands` puts a dot of that colour on a point; `running` says that the last
 * point's period is not over; `grows`, that what it holds so far cannot be set beside whole periods.
 */
export interface Line {
  name: string
  values: (number | null)[]
  style: 'present' | 'past' | 'target' | 'ahead'
  bands?: (Band | null)[]
  running?: boolean
  grows?: boolean
}

/** A line chart without any word about how it is drawn. */
export interface LineChart {
  ticks: string[]
  /** Names of the points in full, for the tooltip. */
  titles: string[]
  lines: Line[]
  /** Between what the line ahead will probably lie; as long as `ticks`. */
  range?: { low: (number | null)[]; high: (number | null)[] }
  axis: (value: number) => string
  /** Only whole numbers have a meaning: there is no half a case. */
  whole?: boolean
  read: (value: number | null) => string
  /** Words on a date: where among the ticks, and what. */
  notes?: { at: number; text: string }[]
}

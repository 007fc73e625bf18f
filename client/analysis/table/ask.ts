import {
  bucketTitle,
  type BucketStart,
  type Grain,
  type IndicatorInfo,
  type MeasureName,
  type PivotAnswer,
  type PivotAxis,
} from '../../../server/contract/index.ts'
import type { PivotQuestion } from '../../remote/analysis.ts'
import type { Question } from '../question.ts'
import type { Axis } from './options.ts'

/** Rows of a page. */
const PAGE = 50

/**
 * Two axes, unlike each other unless they were asked for alike; one that is not to be had gives way, and single things
 * stand on rows.
 */
export interface Crossed {
  rows: PivotAxis
  columns: PivotAxis
}
export const crossed = (asked: Crossed, axes: readonly Axis[]): Crossed => {
  const onColumns = axes.some(({ id, each }) => each && id === asked.columns)
  const [rows, columns] = onColumns ? [asked.columns, asked.rows] : [asked.rows, asked.columns]
  const known = (axis: PivotAxis, other: PivotAxis): PivotAxis => (axes.some(({ id }) => id === axis) ? axis : other)
  const down = known(rows, 'region')
  return { rows: down, columns: known(columns, down === 'time' ? 'region' : 'time') }
}

/** What the server is asked for a table; `null` where nothing can be crossed. */
export const pivotQuery = (
  question: Question,
  { rows, columns }: Crossed,
  axes: readonly Axis[],
): PivotQuestion | null => {
  const { find } = question
  const { indicators, region, level, only, grain, from, to, measures, pin, at, sort, page } = question
  if (indicators.length === 0 || !region || rows === columns) return null
  const [column, measure, way] = sort.split('|')
  return {
    indicators,
    region,
    grain,
    measures,
    rows,
    columns,
    offset: page * PAGE,
    limit: PAGE,
    ...(level ? { level, ...(only.length > 0 ? { only } : {}) } : {}),
    ...(find && axes.some(({ id, each }) => each && id === rows) ? { find } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    pin: { indicator: pin, ...(at ? { bucket: at } : {}) },
    ...(column && measure ? { sort: { column, measure: measure as MeasureName, descending: way !== 'up' } } : {}),
  }
}

/** The times an answer spans, first and last; `null` where no axis is of times. */
export const timesOf = ({ rows, columns }: PivotAnswer): { from: BucketStart; to: BucketStart } | null => {
  const heads = [columns, rows].find(({ axis }) => axis === 'time')?.heads ?? []
  const [first, last] = [heads[0], heads.at(-1)]
  return first && last ? { from: first.key, to: last.key } : null
}

/** What stands still while the axes move: the indicator with its unit, the place, the period. */
export const stillWords = (
  { rows, columns }: Crossed,
  still: {
    indicator: IndicatorInfo
    alone: boolean
    place: string
    time: { bucket: BucketStart; grain: Grain } | null
  },
): string => {
  const isOn = (axis: PivotAxis): boolean => rows === axis || columns === axis
  const { title, unit } = still.indicator
  return [
    isOn('indicator') ? '' : [still.alone ? title : '', unit && `单位：${unit}`].filter(Boolean).join(' · '),
    isOn('region') ? '' : still.place,
    isOn('time') || !still.time ? '' : bucketTitle(still.time.bucket, still.time.grain),
  ]
    .filter(Boolean)
    .join(' · ')
}

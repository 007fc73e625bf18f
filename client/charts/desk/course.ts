import type { Palette } from '../palette.ts'
import { frame, lines, names, numbers } from './frame.ts'
import { noteLines, type Note } from './notes.ts'

/** A course with what is expected of it. All lists are as long as `ticks`; `null` is a gap. */
export interface Course {
  ticks: string[]
  /** Lines of the tooltip for each tick. */
  words: string[][]
  unit: string
  format: (value: number) => string
  value: (number | null)[]
  lastYear: (number | null)[]
  target: (number | null)[]
  forecast: (number | null)[]
  low: (number | null)[]
  high: (number | null)[]
  /** Places in `ticks` of values outside of what was expected. */
  anomalies: number[]
  notes: Note[]
}

const line = (
  name: string,
  data: readonly (number | null)[],
  style: { color: string; width: number; type: string | number[] },
  more: object = {},
): object => ({
  type: 'line',
  name,
  data,
  symbol: 'none',
  lineStyle: style,
  itemStyle: { color: style.color },
  z: 2,
  ...more,
})

/** The band is drawn as its lower edge, unseen, and what lies between the edges on top of it. */
const band = ({ low, high }: Course, palette: Palette): object[] => [
  line(
    '',
    low,
    { color: 'transparent', width: 0, type: 'solid' },
    { stack: 'band', stackStrategy: 'all', silent: true },
  ),
  line(
    '',
    high.map((value, index) => (value === null || low[index] === null ? null : value - low[index]!)),
    { color: 'transparent', width: 0, type: 'solid' },
    { stack: 'band', stackStrategy: 'all', silent: true, areaStyle: { color: palette.accent, opacity: 0.16 } },
  ),
]

/** A course as an option for ECharts. */
export const courseOption = (course: Course, palette: Palette): Record<string, unknown> => ({
  ...frame(palette, (points) => lines(course.words[(points as { dataIndex: number }[])[0]?.dataIndex ?? 0]), 'axis'),
  xAxis: { ...names(palette, course.ticks), boundaryGap: false },
  yAxis: numbers(palette, course.unit, course.format),
  series: [
    ...band(course, palette),
    line('上年同期', course.lastYear, { color: palette.muted, width: 1.5, type: 'dashed' }),
    line('目标', course.target, { color: palette.good, width: 1.5, type: [2, 4] }),
    line('预测', course.forecast, { color: palette.accent, width: 2.5, type: [6, 5] }),
    line(
      '本期',
      course.value,
      { color: palette.accent, width: 2.5, type: 'solid' },
      { z: 4, markLine: noteLines(course.notes, palette) },
    ),
    {
      type: 'scatter',
      name: '异常',
      symbol: 'diamond',
      symbolSize: 13,
      z: 5,
      itemStyle: { color: palette.bands.orange },
      data: course.anomalies.map((at) => [at, course.value[at]]),
    },
  ],
})

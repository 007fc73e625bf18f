import { formatNumber } from '../../../contract/index.ts'
import { COLOURS, INK } from './colours.ts'
import type { ChartData, Course } from './data.ts'
import { LABEL } from './labels.ts'

const RULES: readonly Course['style'][] = ['target', 'limit']

/** A value without neighbours makes no line: it is a dot. */
const dotted = (values: readonly (number | null)[]): (number | null | object)[] =>
  values.map((value, at) =>
    value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null
      ? { value, symbol: 'circle', symbolSize: 6 }
      : value,
  )

/** A course as the library draws it, `labels` the size of the figures above its bars. */
export const seriesOf = (
  shape: ChartData['shape'],
  { name, values, style }: Course,
  decimals: number,
  labels: number | null,
): object => ({
  type: RULES.includes(style) ? 'line' : shape,
  name,
  data: shape === 'line' ? dotted(values) : [...values],
  symbol: 'none',
  showAllSymbol: true,
  // The figures above the bars of this year lie over last year's.
  z: style === 'present' ? 3 : 2,
  barMaxWidth: 26,
  connectNulls: false,
  animation: false,
  lineStyle: {
    width: style === 'present' ? 2.2 : 1.4,
    type: style === 'present' ? 'solid' : 'dashed',
    color: COLOURS[style],
  },
  itemStyle: { color: COLOURS[style] },
  label: {
    show: labels !== null && style === 'present',
    position: 'top',
    fontSize: labels ?? LABEL,
    color: INK,
    textBorderColor: '#fff',
    textBorderWidth: 2,
    formatter: ({ value }: { value: number }) => formatNumber(value, decimals),
  },
})

/** The line at the tick where something happened. */
export const marked = (mark: ChartData['mark']): object =>
  !mark || mark.at < 0
    ? {}
    : {
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          lineStyle: { color: COLOURS.limit, type: 'solid', width: 1 },
          label: { formatter: mark.words, fontSize: 11, color: COLOURS.limit },
          data: [{ xAxis: mark.at }],
        },
      }

/** The range is drawn as its lower edge, unseen, and what lies between the edges on top of it. */
export const rangeSeries = ({ range }: ChartData): object[] =>
  range === undefined
    ? []
    : [
        [range.low, 0],
        [range.high.map((high, at) => (high === null ? null : high - range.low[at]!)), 0.18],
      ].map(([data, opacity]) => ({
        type: 'line',
        stack: 'range',
        stackStrategy: 'all',
        data,
        symbol: 'none',
        silent: true,
        animation: false,
        lineStyle: { opacity: 0 },
        areaStyle: { color: COLOURS.ahead, opacity },
      }))

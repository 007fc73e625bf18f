import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { formatNumber, formatValue } from '../../contract/index.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer])

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

const CHART_SIZE = { width: 620, height: 200 }

/** A drawing of the usual size with what it was drawn from. */
interface Drawn {
  svg: string
  data: ChartData
  width: number
  height: number
}

const INK = '#1f2937'
const MUTED = '#6b7280'
const COLOURS: Record<Course['style'], string> = {
  present: '#1f5fa8',
  past: '#9aa9bd',
  target: '#2f8f5b',
  limit: '#c0392b',
  ahead: '#1f5fa8',
}

const LABEL = 11
const LEAST_LABEL = 8
/** Width of a figure to its height, commas and points counted like figures. */
const DIGIT = 0.56

/** Widths to their size: of a Chinese character, and of a figure or another narrow sign. */
const widthOf = (words: string): number => [...words].reduce((sum, sign) => sum + (sign > '\u2fff' ? 1 : DIGIT), 0)

/** Names below bars are all written; slanted only where they would touch lying. */
const slant = (ticks: readonly string[], width: number): number =>
  Math.max(...ticks.map(widthOf)) * LABEL > (width - 70) / ticks.length - 4 ? 40 : 0

const RULES: readonly Course['style'][] = ['target', 'limit']

/** A value without neighbours makes no line: it is a dot. */
const dotted = (values: readonly (number | null)[]): (number | null | object)[] =>
  values.map((value, at) =>
    value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null
      ? { value, symbol: 'circle', symbolSize: 6 }
      : value,
  )

const seriesOf = (
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

/** The size in which the figures above bars stand beside each other without touching; `null` = none can be read. */
const labelSize = ({ shape, ticks, courses, decimals }: ChartData, width: number): number | null => {
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
const inStep = (data: ChartData, width: number): ChartData => {
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

const marked = (mark: ChartData['mark']): object =>
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
const rangeSeries = ({ range }: ChartData): object[] =>
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

const axisWords = (value: number): string =>
  Math.abs(value) >= 1e4 ? `${Number((value / 1e4).toFixed(2))}万` : String(Number(value.toFixed(4)))

/** An axis of shares ends at the whole and never shows hundredths as mountains. */
const shareAxis = (courses: readonly Course[]): object => {
  const values = courses.flatMap((one) => one.values).filter((value) => value !== null)
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return values.length === 0
    ? {}
    : {
        min: Math.max(Math.min(0, least), Math.floor(least - 1)),
        max: most <= 100 ? Math.min(100, Math.ceil(most + 1)) : Math.ceil(most + 1),
      }
}

/** The chart as SVG, without a browser. The same data give the same text. */
export const chartSvg = (given: ChartData, size = CHART_SIZE): string => {
  const data = inStep(given, size.width)
  const { shape, ticks, courses, unit, decimals, mark } = data
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({
      animation: false,
      textStyle: { fontFamily: 'Noto Sans SC', color: INK },
      legend:
        courses.length > 1
          ? {
              data: courses.map(({ name }) => name),
              top: 2,
              right: 8,
              itemWidth: 18,
              itemHeight: 8,
              textStyle: { fontSize: 11, color: MUTED },
            }
          : { show: false },
      grid: { left: 12, right: 16, top: 34, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        data: [...ticks],
        axisTick: { show: false },
        axisLine: { lineStyle: { color: '#c3ccd8' } },
        axisLabel: {
          fontSize: 11,
          color: MUTED,
          hideOverlap: true,
          interval: shape === 'bar' ? 0 : 'auto',
          rotate: shape === 'bar' ? slant(ticks, size.width) : 0,
        },
      },
      yAxis: {
        type: 'value',
        scale: shape === 'line',
        ...(unit === '%' ? shareAxis(courses) : {}),
        name: unit,
        nameTextStyle: { fontSize: 11, color: MUTED, align: 'left' },
        splitNumber: Math.max(1, Math.min(4, Math.floor((size.height - 60) / 28))),
        splitLine: { lineStyle: { color: '#e5e9f0' } },
        axisLabel: { fontSize: 11, color: MUTED, formatter: axisWords },
      },
      series: [
        ...rangeSeries(data),
        ...courses.map((course, at) => ({
          ...seriesOf(shape, course, decimals, labelSize(data, size.width)),
          ...(at === 0 ? marked(mark) : {}),
        })),
      ],
    })
    // Names of style classes and clips count up over the life of the process; a drawing must not depend on what was
    // drawn before.
    return withOwnNames(chart.renderToSVGString())
  } finally {
    chart.dispose()
  }
}

/** The chart in the usual size, as a document keeps it. */
export const drawChart = (data: ChartData): Drawn => ({ svg: chartSvg(data), data, ...CHART_SIZE })

const withOwnNames = (svg: string): string => {
  const names = new Map<string, string>()
  return svg.replace(/zr\d+-(c|cls-|g|p)\d+/g, (name, kind: string) => {
    if (!names.has(name)) names.set(name, `n-${kind}${names.size}`)
    return names.get(name)!
  })
}

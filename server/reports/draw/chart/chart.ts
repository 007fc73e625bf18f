import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { INK, MUTED } from './colours.ts'
import type { ChartData, Course } from './data.ts'
import { inStep, labelSize, slant } from './labels.ts'
import { marked, rangeSeries, seriesOf } from './series.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, SVGRenderer])

const CHART_SIZE = { width: 620, height: 200 }

/** A drawing of the usual size with what it was drawn from. */
interface Drawn {
  svg: string
  data: ChartData
  width: number
  height: number
}

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

import type { LineChart } from './line.ts'
import type { Palette } from './palette.ts'
import { axisScale } from './scale.ts'
import { seriesOf } from './series.ts'
import { tooltip } from './tooltip.ts'

/** Every n-th tick so that at most `most` are written, counted back from the newest, which is always named. */
export const tickInterval = (count: number, most: number): ((index: number) => boolean) => {
  const step = Math.max(1, Math.ceil(count / most))
  return (index) => (count - 1 - index) % step === 0
}

const axisLabel = (palette: Palette, unit: number): object => ({
  color: palette.muted,
  fontSize: 16 * unit,
  fontFamily: palette.digits,
})

/**
 * What the names below the chart and the gaps around it take of its height, and how far apart lines stand at least so
 * that their words do not crowd.
 */
const AROUND = 44
const APART = 18

/** Few lines where the chart is low, and not many more where it is high. */
const valueScale = ({ lines, range, whole }: LineChart, height: number): object => {
  const room = height - AROUND
  const most = Math.max(2, Math.min(5, Math.floor(room / APART), 3 + Math.floor(room / 120)))
  const scale = axisScale(
    [...lines.flatMap(({ values }) => values), ...(range ? [...range.low, ...range.high] : [])],
    most,
    whole ?? false,
  )
  return scale ? { min: scale.min, max: scale.max, interval: scale.step } : {}
}

/**
 * The option object for ECharts; sizes in screen pixels, `unit` of them to a design pixel, `size` of the box in design
 * pixels.
 */
export const lineOption = (
  chart: LineChart,
  palette: Palette,
  unit: number,
  { width, height }: { width: number; height: number },
): Record<string, unknown> => ({
  animation: false,
  grid: {
    left: 6 * unit,
    right: 14 * unit,
    top: 12 * unit,
    bottom: 4 * unit,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
  },
  tooltip: {
    trigger: 'axis',
    confine: true,
    backgroundColor: palette.panel,
    borderColor: palette.line,
    padding: [8 * unit, 12 * unit],
    textStyle: { color: palette.text, fontSize: 14 * unit, fontFamily: palette.sans },
    axisPointer: { lineStyle: { color: palette.muted } },
    formatter: (points: { dataIndex: number }[]) => tooltip(chart, points[0]?.dataIndex ?? 0),
  },
  xAxis: {
    type: 'category',
    boundaryGap: false,
    data: chart.ticks,
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: {
      ...axisLabel(palette, unit),
      interval: tickInterval(chart.ticks.length, Math.max(2, Math.floor(width / 80))),
      hideOverlap: true,
      alignMaxLabel: 'right',
      alignMinLabel: 'left',
    },
  },
  yAxis: {
    type: 'value',
    ...valueScale(chart, height),
    axisLabel: { ...axisLabel(palette, unit), formatter: chart.axis },
    splitLine: { lineStyle: { color: palette.line } },
  },
  series: seriesOf(chart, palette, unit),
})

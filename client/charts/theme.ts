import type { Band } from '../../server/contract/index.ts'
import type { Line, LineChart } from './line.ts'
import { axisScale } from './scale.ts'

/** Colours a canvas cannot read from style sheets by itself. */
export interface Palette {
  text: string
  muted: string
  line: string
  accent: string
  good: string
  panel: string
  bands: Record<Band, string>
  sans: string
  digits: string
}

/** Reads the palette of the theme that `element` stands in. */
export const readPalette = (element: Element): Palette => {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: read('--text'),
    muted: read('--muted'),
    line: read('--line'),
    accent: read('--accent'),
    good: read('--good'),
    panel: read('--raised'),
    bands: {
      red: read('--red'),
      orange: read('--orange-shape'),
      yellow: read('--yellow-shape'),
      blue: read('--blue'),
      green: read('--good'),
    },
    sans: style.fontFamily,
    digits: `'Barlow Condensed', ${style.fontFamily}`,
  }
}

/** Resolves when the digits' own face is there, or will not come: a canvas keeps the face it was drawn with. */
export const digitsReady = async (): Promise<void> => {
  await document.fonts?.load("16px 'Barlow Condensed'", '0').catch(() => [])
}

const DASHES: Record<Line['style'], string | number[]> = {
  present: 'solid',
  past: 'dashed',
  target: [1, 2],
  ahead: [3, 2],
}

/**
 * What is drawn of a line: a running period as a stroke of its own, since half a day drawn like whole days would look
 * like a fall; of a number that grows all day only its point.
 */
const strokes = (line: Line): { line: Line; dash: string | number[] }[] => {
  const dash = DASHES[line.style]
  const end = line.values.length - 1
  if (!line.running || end < 1 || line.values[end] === null) return [{ line, dash }]
  const only = (keep: (index: number) => boolean): Line => ({
    ...line,
    values: line.values.map((value, index) => (keep(index) ? value : null)),
  })
  return [
    { line: only((index) => index < end), dash },
    { line: only((index) => index >= (line.grows ? end : end - 1)), dash: [1, 2] },
  ]
}

const series = (line: Line, dash: string | number[], palette: Palette, unit: number): object => {
  const last = line.values.findLastIndex((value) => value !== null)
  const dotted = last === line.values.length - 1 || !line.running
  const colour = { present: palette.accent, past: palette.muted, target: palette.good, ahead: palette.accent }[
    line.style
  ]
  return {
    type: 'line',
    name: line.name,
    symbol: 'none',
    showAllSymbol: true,
    animation: false,
    silent: true,
    connectNulls: false,
    z: line.style === 'present' ? 3 : 2,
    lineStyle: {
      color: colour,
      width: (line.style === 'present' || line.style === 'ahead' ? 2.5 : 1.5) * unit,
      type: Array.isArray(dash) ? dash.map((part) => part * 2 * unit) : dash,
    },
    itemStyle: { color: colour },
    data: line.values.map((value, index) => {
      const band = line.bands?.[index]
      const end = dotted && index === last
      if (value === null || (line.style === 'present' ? !band && !end : !(line.style === 'ahead' && band))) return value
      return {
        value,
        symbol: 'circle',
        symbolSize: (end && line.style === 'present' ? 9 : 6) * unit,
        itemStyle: { color: band ? palette.bands[band] : colour },
      }
    }),
  }
}

/** The range is drawn as its lower edge, unseen, and what lies between the edges on top of it. */
const rangeSeries = ({ low, high }: NonNullable<LineChart['range']>, palette: Palette): object[] =>
  [low, high.map((value, index) => (value === null || low[index] === null ? null : value - low[index]!))].map(
    (data, index) => ({
      type: 'line',
      data,
      stack: 'range',
      stackStrategy: 'all',
      symbol: 'none',
      silent: true,
      animation: false,
      z: 1,
      lineStyle: { width: 0 },
      ...(index === 1 ? { areaStyle: { color: palette.accent, opacity: 0.18 } } : {}),
    }),
  )

/** Every n-th tick so that at most `most` are written, counted back from the newest, which is always named. */
export const tickInterval = (count: number, most: number): ((index: number) => boolean) => {
  const step = Math.max(1, Math.ceil(count / most))
  return (index) => (count - 1 - index) % step === 0
}

const SHORT = 8

/** Words written on dates, as upright lines behind the course; the tooltip has them in full. */
const noteLines = (notes: NonNullable<LineChart['notes']>, palette: Palette, unit: number): object => ({
  type: 'line',
  data: [],
  silent: true,
  animation: false,
  z: 1,
  markLine: {
    symbol: 'none',
    silent: true,
    animation: false,
    lineStyle: { color: palette.muted, type: [3 * unit, 3 * unit], width: unit },
    label: {
      color: palette.text,
      fontSize: 14 * unit,
      fontFamily: palette.sans,
      formatter: '{b}',
      position: 'insideEndTop',
      rotate: 0,
      backgroundColor: palette.panel,
      padding: 2 * unit,
    },
    data: notes.map(({ at, text }) => ({
      xAxis: at,
      name: text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text,
    })),
  },
})

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
  series: [
    ...(chart.range ? rangeSeries(chart.range, palette) : []),
    ...chart.lines.flatMap(strokes).map(({ line, dash }) => series(line, dash, palette, unit)),
    ...(chart.notes?.length ? [noteLines(chart.notes, palette, unit)] : []),
  ],
})

/** Written by people: nothing of it may become markup. */
export const plainHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const tooltip = (chart: LineChart, index: number): string =>
  [
    chart.titles[index] ?? '',
    ...[...chart.lines]
      .reverse()
      // What is not over yet has nothing but what is expected of it, and what is over is not expected any more.
      .filter(({ style, values }) =>
        style === 'ahead' ? typeof chart.range?.low[index] === 'number' : index < values.length,
      )
      .map(({ name, values }) => `${name} ${chart.read(values[index] ?? null)}`),
    ...(typeof chart.range?.low[index] === 'number'
      ? [`预测区间 ${chart.read(chart.range.low[index] ?? null)} 至 ${chart.read(chart.range.high[index] ?? null)}`]
      : []),
    ...(chart.notes ?? []).filter(({ at }) => at === index).map(({ text }) => `标注 ${text}`),
  ]
    .map(plainHtml)
    .join('<br>')

import type { Line, LineChart } from './line.ts'
import type { Palette } from './palette.ts'

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

/** All that is drawn of a chart, for ECharts; `unit` screen pixels to a design pixel. */
export const seriesOf = ({ lines, range, notes }: LineChart, palette: Palette, unit: number): object[] => [
  ...(range ? rangeSeries(range, palette) : []),
  ...lines.flatMap(strokes).map(({ line, dash }) => series(line, dash, palette, unit)),
  ...(notes?.length ? [noteLines(notes, palette, unit)] : []),
]

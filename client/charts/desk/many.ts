import type { Palette } from '../palette.ts'
import { frame, lines, names, numbers } from './frame.ts'
import { noteLines, type Note } from './notes.ts'

/**
 * Several courses over the same ticks, as lines or side by side as bars; `null` is a gap. `running`: the last tick's
 * period is not over.
 */
export interface Many {
  shape: 'line' | 'bar'
  ticks: string[]
  series: { name: string; values: (number | null)[] }[]
  /** Lines of the tooltip for each tick. */
  words: string[][]
  unit: string
  format: (value: number) => string
  notes: Note[]
  running: boolean
}

/** Told apart on light and on dark ground, also by those who see no red. */
const COLOURS = ['#2f7fd1', '#e08a1e', '#1f9d74', '#8f63d2', '#c94f5d', '#1fa3b5', '#a8793a', '#7b8794']
/** More than these nobody tells apart. */
export const MOST_SERIES = COLOURS.length

/** More bars than these have their names across. */
const MOST_UPRIGHT = 12
/** So many letters of names fit below a chart of modest size, side by side. */
const LETTERS_BELOW = 48

/** A name on as many lines of equal length as it needs beside the others. */
const inLines = (name: string, names: number): string => {
  const lines = Math.ceil(name.length / Math.floor(LETTERS_BELOW / names))
  const length = Math.ceil(name.length / Math.max(1, lines))
  return Array.from({ length: lines }, (_, at) => name.slice(at * length, (at + 1) * length)).join('\n')
}
const barNames = (count: number): object =>
  count > MOST_UPRIGHT
    ? { rotate: 40, interval: 0 }
    : { interval: 0, hideOverlap: false, formatter: (name: string) => inLines(name, count) }

const DOTS = [2, 4]
/**
 * A running period as a stroke of its own that ends in an empty circle: half a month drawn like whole ones would look
 * like a fall.
 */
const openEnd = ({ name, values }: Many['series'][number], colour: string): object => {
  const end = values.length - 1
  return {
    type: 'line',
    name,
    silent: true,
    lineStyle: { width: 2, type: DOTS, color: colour },
    itemStyle: { color: 'transparent', borderColor: colour, borderWidth: 2 },
    symbol: 'circle',
    showAllSymbol: true,
    data: values.map((value, at) =>
      at < end - 1 ? null : at === end ? { value, symbolSize: 8 } : { value, symbolSize: 0 },
    ),
  }
}

/** As an option for ECharts. */
export const manyOption = (
  { shape, ticks, series, words, unit, format, notes, running }: Many,
  palette: Palette,
): Record<string, unknown> => ({
  ...frame(palette, (points) => lines(words[(points as { dataIndex: number }[])[0]?.dataIndex ?? 0]), 'axis'),
  color: COLOURS,
  legend: {
    show: series.length > 1,
    type: 'scroll',
    top: 4,
    right: 16,
    itemWidth: 18,
    itemHeight: 9,
    textStyle: { color: palette.muted, fontSize: 13, fontFamily: palette.sans },
  },
  xAxis: {
    ...names(palette, ticks),
    ...(shape === 'line' ? { boundaryGap: false } : {}),
    axisLabel: {
      color: palette.muted,
      fontSize: 16,
      fontFamily: palette.digits,
      hideOverlap: true,
      ...(shape === 'bar' ? barNames(ticks.length) : {}),
    },
  },
  yAxis: { ...numbers(palette, unit, format), scale: shape === 'line' },
  series: [
    ...series.map(({ name, values }, at) => ({
      type: shape,
      name,
      data: running ? [...values.slice(0, -1), null] : values,
      symbol: 'none',
      barMaxWidth: 28,
      lineStyle: { width: 2 },
      ...(at === 0 && notes.length > 0 ? { markLine: noteLines(notes, palette) } : {}),
    })),
    ...(running ? series.map((one, at) => openEnd(one, COLOURS[at % COLOURS.length]!)) : []),
  ],
})

import type { Palette } from '../palette.ts'

/** What somebody noted on a date; `at` is its place on the axis. */
export interface Note {
  at: number
  text: string
}

/** Upright lines with their words, as the `markLine` of a series. */
export const noteLines = (notes: readonly Note[], palette: Palette): object => ({
  symbol: 'none',
  silent: true,
  lineStyle: { color: palette.muted, type: 'dashed' },
  label: {
    color: palette.text,
    fontSize: 13,
    fontFamily: palette.sans,
    formatter: '{b}',
    position: 'insideEndTop',
    rotate: 0,
  },
  data: notes.map(({ at, text }) => ({ xAxis: at, name: text })),
})

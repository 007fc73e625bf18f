import type { Palette } from '../palette.ts'
import { frame, lines, names, numbers } from './frame.ts'

/** A past and two courses it may take, each with a band. All lists are as long as `ticks`; `null` is a gap. */
export interface Fans {
  ticks: string[]
  words: string[][]
  unit: string
  format: (value: number) => string
  past: (number | null)[]
  asIs: Edges
  turned: Edges
}
interface Edges {
  low: (number | null)[]
  mid: (number | null)[]
  high: (number | null)[]
}

const line = (name: string, data: readonly (number | null)[], style: object, more: object = {}): object => ({
  type: 'line',
  name,
  data,
  symbol: 'none',
  z: 3,
  lineStyle: style,
  ...more,
})

const band = (name: string, { low, high }: Edges, color: string, opacity: number): object[] => {
  const hidden = { stack: name, stackStrategy: 'all', silent: true, z: 1 }
  return [
    line('', low, { width: 0, color: 'transparent' }, hidden),
    line(
      '',
      high.map((value, at) => (value === null || low[at] === null ? null : value - low[at]!)),
      { width: 0, color: 'transparent' },
      { ...hidden, areaStyle: { color, opacity } },
    ),
  ]
}

/** As an option for ECharts. */
export const fansOption = (fans: Fans, palette: Palette): Record<string, unknown> => ({
  ...frame(palette, (points) => lines(fans.words[(points as { dataIndex: number }[])[0]?.dataIndex ?? 0]), 'axis'),
  xAxis: { ...names(palette, fans.ticks), boundaryGap: false },
  yAxis: { ...numbers(palette, fans.unit, fans.format), scale: false },
  series: [
    ...band('as-is', fans.asIs, palette.muted, 0.16),
    ...band('turned', fans.turned, palette.accent, 0.2),
    line('过去', fans.past, { color: palette.text, width: 2 }),
    line('现状', fans.asIs.mid, { color: palette.muted, width: 2, type: 'dashed' }),
    line('推演', fans.turned.mid, { color: palette.accent, width: 2.5 }),
  ],
})

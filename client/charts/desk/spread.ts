import type { Palette } from '../palette.ts'
import { frame, lines, names, numbers } from './frame.ts'
import { namedApart } from './named.ts'

/** Bars of counts, one for each bin. */
export interface Bars {
  bins: { name: string; count: number; words: string[] }[]
  unit: string
}

/** Bars as an option for ECharts. */
export const barsOption = ({ bins, unit }: Bars, palette: Palette): Record<string, unknown> => ({
  ...frame(palette, (point) => lines(bins[(point as { dataIndex: number }).dataIndex]?.words), 'item'),
  xAxis: {
    ...names(
      palette,
      bins.map(({ name }) => name),
    ),
    name: unit,
    nameTextStyle: { color: palette.muted, fontSize: 13, fontFamily: palette.sans },
  },
  yAxis: { ...numbers(palette, '区域个数', String), minInterval: 1, scale: false, nameGap: 24 },
  series: [
    {
      type: 'bar',
      data: bins.map(({ count }) => count),
      barCategoryGap: '6%',
      itemStyle: { color: palette.accent, opacity: 0.85 },
      label: {
        show: true,
        position: 'top',
        color: palette.muted,
        fontFamily: palette.digits,
        fontSize: 16,
        formatter: ({ value }: { value: number }) => (value === 0 ? '' : String(value)),
      },
    },
  ],
})

/** Points of two numbers, each with its name: beside it where it stands apart, else where one points at it. */
export interface Pairs {
  points: { x: number; y: number; name: string; words: string[] }[]
  x: { name: string; format: (value: number) => string }
  y: { name: string; format: (value: number) => string }
}

/** Points as an option for ECharts. */
export const pairsOption = ({ points, x, y }: Pairs, palette: Palette): Record<string, unknown> => {
  const named = namedApart(points)
  const label = {
    position: 'right',
    distance: 6,
    color: palette.muted,
    fontFamily: palette.sans,
    fontSize: 13,
    formatter: ({ dataIndex }: { dataIndex: number }) => points[dataIndex]?.name ?? '',
  }
  return {
    ...frame(palette, (point) => lines(points[(point as { dataIndex: number }).dataIndex]?.words), 'item'),
    xAxis: { ...numbers(palette, x.name, x.format), nameLocation: 'middle', nameGap: 30 },
    yAxis: numbers(palette, y.name, y.format),
    series: [
      {
        type: 'scatter',
        symbolSize: 10,
        itemStyle: { color: palette.accent, opacity: 0.75 },
        data: points.map((point, index) => ({ value: [point.x, point.y], label: { show: named.has(index) } })),
        label,
        labelLayout: { hideOverlap: true },
      },
    ],
  }
}

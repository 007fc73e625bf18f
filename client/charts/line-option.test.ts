import { init } from 'echarts'
import { expect, test } from 'vitest'
import { lineOption, tickInterval } from './line-option.ts'
import type { Palette } from './palette.ts'

const palette: Palette = {
  text: 't',
  muted: 'm',
  line: 'l',
  accent: 'a',
  good: 'g',
  panel: 'p',
  sans: 's',
  digits: 'd',
  bands: { red: 'r', orange: 'o', yellow: 'y', blue: 'b', green: 'g' },
}
const chart = {
  ticks: ['1', '2', '3'],
  titles: ['一', '二', '三'],
  axis: String,
  read: (value: number | null) => (value === null ? '—' : `${value} 件`),
  lines: [
    { name: '去年同期', values: [1, 2, 3], style: 'past' as const },
    { name: '本期', values: [4, 5, null], style: 'present' as const, bands: ['red' as const, null, null] },
  ],
}
interface Option {
  tooltip: { formatter: (points: { dataIndex: number }[]) => string }
  series: { data: unknown[]; lineStyle: { width: number } }[]
}

test('only the last known point and points in a band carry a dot', () => {
  const option = lineOption(chart, palette, 2, { width: 400, height: 300 }) as unknown as Option
  expect(option.series[0]!.data).toEqual([1, 2, 3])
  expect(option.series[1]!.data).toEqual([
    { value: 4, symbol: 'circle', symbolSize: 12, itemStyle: { color: 'r' } },
    { value: 5, symbol: 'circle', symbolSize: 18, itemStyle: { color: 'a' } },
    null,
  ])
})

test('a dot is drawn however small the chart and however many its points', () => {
  const values = Array.from({ length: 40 }, (_, index) => index)
  const many = {
    ...chart,
    ticks: values.map(String),
    lines: [
      {
        name: '本期',
        values,
        style: 'present' as const,
        bands: values.map((at) => (at === 7 ? ('red' as const) : null)),
      },
    ],
  }
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width: 220, height: 90 })
  drawn.setOption(lineOption(many, palette, 0.7, { width: 220, height: 90 }))
  const dots = drawn.renderToSVGString().match(/<path[^>]*fill="(a|r)"/g) ?? []
  drawn.dispose()
  expect(dots).toHaveLength(2)
})

test('the tooltip reads the present first and says when nothing is known', () => {
  expect(
    (lineOption(chart, palette, 1, { width: 400, height: 300 }) as unknown as Option).tooltip.formatter([
      { dataIndex: 2 },
    ]),
  ).toBe('三<br>本期 —<br>去年同期 3 件')
})

test('ticks are counted back from the newest', () => {
  const shown = tickInterval(30, 5)
  expect(Array.from({ length: 30 }, (_, index) => index).filter(shown)).toEqual([5, 11, 17, 23, 29])
})

test('a period still running is a dashed stroke of its own, with the end point on it', () => {
  const running = { ...chart, lines: [{ name: '本期', values: [4, 5, 2], style: 'present' as const, running: true }] }
  const [whole, open] = (lineOption(running, palette, 1, { width: 400, height: 300 }) as unknown as Option).series
  expect(whole!.data).toEqual([4, 5, null])
  expect(open!.data).toEqual([null, 5, { value: 2, symbol: 'circle', symbolSize: 9, itemStyle: { color: 'a' } }])
})

test('what grows while its period runs is a point, joined to nothing', () => {
  const growing = {
    ...chart,
    lines: [{ name: '本期', values: [4, 5, 2], style: 'present' as const, running: true, grows: true }],
  }
  const [whole, open] = (lineOption(growing, palette, 1, { width: 400, height: 300 }) as unknown as Option).series
  expect([whole!.data, open!.data.slice(0, 2)]).toEqual([
    [4, 5, null],
    [null, null],
  ])
  expect(open!.data[2]).toMatchObject({ value: 2, symbol: 'circle' })
})

test('a low chart has few lines of the grid, and its line takes the height there is', () => {
  const rising = { ...chart, lines: [{ name: '本期', values: [-2.1, -2, 0.56], style: 'present' as const }] }
  const axis = (height: number): unknown =>
    (lineOption(rising, palette, 1, { width: 400, height }) as { yAxis: object }).yAxis
  expect(axis(90)).toMatchObject({ min: -2.5, max: 2.5, interval: 2.5 })
  expect(axis(100)).toMatchObject({ min: -3, max: 1.5, interval: 1.5 })
  expect(axis(300)).toMatchObject({ min: -3, max: 1, interval: 1 })
})

test('the tooltip tells what is expected where it is, and the range, and nothing of it before', () => {
  const ahead = {
    ...chart,
    lines: [
      { name: '本期', values: [4, 5], style: 'present' as const },
      { name: '预测', values: [null, 5, 6], style: 'ahead' as const },
    ],
    range: { low: [null, null, 3], high: [null, null, 8] },
  }
  const { tooltip, series } = lineOption(ahead, palette, 1, { width: 400, height: 300 }) as unknown as Option
  expect(tooltip.formatter([{ dataIndex: 2 }])).toBe('三<br>预测 6 件<br>预测区间 3 件 至 8 件')
  expect(tooltip.formatter([{ dataIndex: 1 }])).toBe('二<br>本期 5 件')
  expect(series.slice(0, 2).map(({ data }) => data)).toEqual([
    [null, null, 3],
    [null, null, 5],
  ])
})

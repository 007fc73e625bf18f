import type { Band } from '../../server/contract/index.ts'
import type { Line, LineChart } from './line.ts'

/** Colours a canvas cannot read from style sheets by itself. */
export interface Palette { text: string; muted: string; line: string; accent: string; good: string; panel: string; bands: Record<Band, string>; sans: string; digits: string }

/** Reads the palette of the theme that `element` stands in. */
export const readPalette = (element: Element): Palette => {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: read('--text'), muted: read('--muted'), line: read('--line'), accent: read('--accent'), good: read('--good'), panel: read('--raised'),
    bands: { red: read('--red'), orange: read('--orange'), yellow: read('--yellow'), blue: read('--blue'), green: read('--good') },
    sans: style.fontFamily, digits: `'Barlow Condensed', ${style.fontFamily}`,
  }
}

const DASHES = { present: 'solid', past: 'dashed', target: [2, 4] } as const

const series = (line: Line, palette: Palette, unit: number): object => {
  const last = line.values.findLastIndex((value) => value !== null)
  const colour = { present: palette.accent, past: palette.muted, target: palette.good }[line.style]
  return {
    type: 'line', name: line.name, symbol: 'none', animation: false, silent: true, connectNulls: false,
    z: line.style === 'present' ? 3 : 2,
    lineStyle: { color: colour, width: (line.style === 'present' ? 2.5 : 1.5) * unit, type: DASHES[line.style] },
    itemStyle: { color: colour },
    data: line.values.map((value, index) => {
      const band = line.bands?.[index]
      if (line.style !== 'present' || (!band && index !== last)) return value
      return { value, symbol: 'circle', symbolSize: (index === last ? 9 : 6) * unit, itemStyle: { color: band ? palette.bands[band] : colour } }
    }),
  }
}

/** Every n-th tick so that at most `most` are written, counted back from the newest, which is always named. */
export const tickInterval = (count: number, most: number): ((index: number) => boolean) => {
  const step = Math.max(1, Math.ceil(count / most))
  return (index) => (count - 1 - index) % step === 0
}

const axisLabel = (palette: Palette, unit: number): object => ({ color: palette.muted, fontSize: 14 * unit, fontFamily: palette.digits })

/** The option object for ECharts; sizes in screen pixels, `unit` of them to a design pixel, `width` of the box in design pixels. */
export const lineOption = (chart: LineChart, palette: Palette, unit: number, width: number): Record<string, unknown> => ({
  animation: false,
  grid: { left: 6 * unit, right: 14 * unit, top: 12 * unit, bottom: 4 * unit, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  tooltip: {
    trigger: 'axis', confine: true, backgroundColor: palette.panel, borderColor: palette.line, padding: [8 * unit, 12 * unit],
    textStyle: { color: palette.text, fontSize: 14 * unit, fontFamily: palette.sans },
    axisPointer: { lineStyle: { color: palette.muted } },
    formatter: (points: { dataIndex: number }[]) => tooltip(chart, points[0]?.dataIndex ?? 0),
  },
  xAxis: {
    type: 'category', boundaryGap: false, data: chart.ticks,
    axisLine: { lineStyle: { color: palette.line } }, axisTick: { show: false },
    axisLabel: { ...axisLabel(palette, unit), interval: tickInterval(chart.ticks.length, Math.max(2, Math.floor(width / 80))), hideOverlap: true, alignMaxLabel: 'right', alignMinLabel: 'left' },
  },
  yAxis: {
    type: 'value', scale: true, splitNumber: 3,
    axisLabel: { ...axisLabel(palette, unit), formatter: chart.axis },
    splitLine: { lineStyle: { color: palette.line } },
  },
  series: chart.lines.map((line) => series(line, palette, unit)),
})

const tooltip = (chart: LineChart, index: number): string =>
  [chart.titles[index] ?? '', ...[...chart.lines].reverse().map(({ name, values }) => `${name} ${chart.read(values[index] ?? null)}`)].join('<br>')

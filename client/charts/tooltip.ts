import type { LineChart } from './line.ts'

/** Written by people: nothing of it may become markup. */
export const plainHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What is said of a point: its name, each line's value, what was expected of it, what was noted. */
export const tooltip = (chart: LineChart, index: number): string =>
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

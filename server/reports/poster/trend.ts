import { grows } from '../../catalog/index.ts'
import { bucketTick, type AheadPoint, type TrendPanel } from '../../contract/index.ts'
import { chartSvg, type ChartData } from '../draw/index.ts'
import { endOf } from '../../lib/index.ts'
import { indicatorOf, type Look } from './look.ts'
import type { Room } from './svg.ts'

/** What is expected, going on from the last bucket that is over, over all buckets of the picture. */
const expected = (
  { values, buckets: known }: TrendPanel,
  ahead: readonly AheadPoint[],
  buckets: readonly string[],
): { course: (number | null)[]; range: NonNullable<ChartData['range']> } => {
  const points = buckets.map((bucket) => ahead.find((point) => point.bucket === bucket) ?? null)
  const join = points.findIndex((point) => point !== null) - 1
  return {
    course: points.map((point, at) =>
      at === join && at < known.length ? (values[at] ?? null) : (point?.value ?? null),
    ),
    range: { low: points.map((point) => point?.low ?? null), high: points.map((point) => point?.high ?? null) },
  }
}

const civil = (moment: string): number => Date.parse(`${moment.slice(0, 19)}Z`)

/** Whether its last value stands for a period that is not over and grows until it is: beside whole ones it looks like a fall. */
const isGrowing = ({ indicator, grain, buckets }: TrendPanel, { catalog, asOf }: Look): boolean => {
  const [known, last] = [catalog.indicators.get(indicator), buckets.at(-1)]
  return known !== undefined && grows(known) && !!last && !!asOf && endOf(grain, civil(last)) > civil(asOf)
}

/** A trend as its screen shows it, with what is expected where the screen asks for that. */
export const drawTrend = (panel: TrendPanel, look: Look, room: Room): string => {
  const { unit, decimals } = indicatorOf(look, panel.indicator)
  const ahead = look.ahead?.(panel) ?? []
  const coming = ahead.flatMap(({ bucket }) => (panel.buckets.includes(bucket) ? [] : [bucket]))
  const buckets = [...panel.buckets, ...coming]
  const still = coming.map(() => null)
  const then = expected(panel, ahead, buckets)
  const growing = isGrowing(panel, look)
  const whole = (values: readonly (number | null)[]) => [
    ...(growing ? [...values.slice(0, -1), null] : values),
    ...still,
  ]
  const running = panel.values.map((value, at) => (growing && at === panel.values.length - 1 ? value : null))
  const courses: ChartData['courses'] = [
    { name: '本期', values: whole(panel.values), style: 'present' },
    { name: '未结束', values: [...running, ...still], style: 'past' },
    { name: '去年同期', values: whole(panel.lastYear), style: 'past' },
    { name: '目标', values: [...panel.target, ...still], style: 'target' },
    { name: '预测', values: then.course, style: 'ahead' },
  ]
  return chartSvg(
    {
      shape: 'line',
      ticks: buckets.map((bucket) => bucketTick(bucket, panel.grain)),
      courses: courses.filter(({ style, values }) => style === 'present' || values.some((value) => value !== null)),
      unit,
      decimals,
      ...(ahead.length > 0 ? { range: then.range } : {}),
    },
    { width: Math.round(room.width), height: Math.round(room.height) },
  )
}

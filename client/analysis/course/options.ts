import {
  bucketTick,
  bucketTitle,
  formatNumber,
  type Annotation,
  type ForecastAnswer,
  type IndicatorInfo,
} from '../../../server/contract/index.ts'
import type { Course } from '../../charts/desk/index.ts'

const wordsOf = (
  title: string,
  info: IndicatorInfo,
  lines: readonly (readonly [name: string, value: number | null])[],
): string[] => [
  title,
  ...lines
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name} ${formatNumber(value, info.decimals)} ${info.unit}`),
]

/** A forecast as a chart: what was, what is expected, how sure that is, and what people wrote on its dates. */
export const courseOf = (
  { course: whole, ahead, grain }: ForecastAnswer,
  info: IndicatorInfo,
  notes: readonly Annotation[],
): Course => {
  // What lies before the first known number is no course.
  const began = whole.findIndex(({ value, lastYear }) => value !== null || lastYear !== null)
  const course = began > 0 ? whole.slice(began) : whole
  const buckets = [...course, ...ahead.filter((step) => course.every(({ bucket }) => bucket !== step.bucket))]
  const step = new Map(ahead.map((one) => [one.bucket, one]))
  const past = new Map(course.map((one) => [one.bucket, one]))
  const first = ahead[0]?.bucket
  const join = first === undefined ? -1 : buckets.findIndex(({ bucket }) => bucket === first) - 1
  const of = <T>(pick: (bucket: string, index: number) => T): T[] =>
    buckets.map(({ bucket }, index) => pick(bucket, index))
  return {
    ticks: of((bucket) => bucketTick(bucket, grain)),
    words: of((bucket) => {
      const [was, will] = [past.get(bucket), step.get(bucket)]
      const range = will
        ? [`预测区间 ${formatNumber(will.low, info.decimals)} 至 ${formatNumber(will.high, info.decimals)}`]
        : []
      return [
        ...wordsOf(bucketTitle(bucket, grain), info, [
          [will && was ? '本期（未结束）' : '本期', was?.value ?? null],
          ['上年同期', was?.lastYear ?? null],
          ['目标', was?.target ?? null],
          ['预测', will?.value ?? null],
        ]),
        ...range,
        ...(was?.anomaly ? ['异常：超出正常波动范围'] : []),
        ...notes.filter((note) => note.bucket === bucket).map(({ words }) => `标注：${words}`),
      ]
    }),
    unit: info.unit,
    format: (value) => formatNumber(value, Number.isInteger(value) ? 0 : info.decimals),
    // Half a day drawn like whole days would look like a fall: the running bucket is only told.
    value: of((bucket) => (step.has(bucket) ? null : (past.get(bucket)?.value ?? null))),
    lastYear: of((bucket) => (step.has(bucket) ? null : (past.get(bucket)?.lastYear ?? null))),
    target: of((bucket) => past.get(bucket)?.target ?? null),
    forecast: of(
      (bucket, index) => step.get(bucket)?.value ?? (index === join ? (past.get(bucket)?.value ?? null) : null),
    ),
    low: of((bucket) => step.get(bucket)?.low ?? past.get(bucket)?.low ?? null),
    high: of((bucket) => step.get(bucket)?.high ?? past.get(bucket)?.high ?? null),
    anomalies: of((bucket, index) => (past.get(bucket)?.anomaly ? index : -1)).filter((index) => index >= 0),
    notes: notesAt(
      buckets.map(({ bucket }) => bucket),
      notes,
    ),
  }
}

/** Words on dates as a chart has them: those of one bucket stand together, those of buckets not shown are left out. */
export const notesAt = (buckets: readonly string[], notes: readonly Annotation[]): Course['notes'] =>
  buckets.flatMap((bucket, at) => {
    const here = notes.filter((note) => note.bucket === bucket)
    return here.length > 0 ? [{ at, text: here.map(({ words }) => words).join('；') }] : []
  })

/** How good the forecast has been, in words for who has to rely on it. */
export const trustWords = ({ backtest, naive, level, method }: ForecastAnswer): string[] => {
  if (!backtest) return method ? [`方法：${method}`] : []
  const percent = (share: number): string => `${formatNumber(share * 100, 0)}%`
  return [
    `方法：${method}`,
    `滚动检验 ${backtest.forecasts} 次、每次向前 ${backtest.horizon} 期：MASE ${formatNumber(backtest.mase, 2)}，沿用上一季节同期为 ${formatNumber(backtest.naiveMase, 2)}${naive ? '；所示即为沿用同期' : ''}`,
    `区间按历次误差定为 ${percent(level)}，检验中实际落入 ${percent(backtest.coverage)}`,
  ]
}

import type { MeasureName } from '../analysis/index.ts'

/** Names of the measures, as they are chosen and as heads of columns. */
export const MEASURE_TITLES: Record<MeasureName, string> = {
  value: '本期',
  lastYear: '上年同期',
  yoy: '同比',
  pop: '环比',
  ytd: '同期累计',
  ytdYoy: '累计同比',
  target: '目标',
  gap: '与目标差距',
  rank: '排名',
  rankChange: '位次变化',
  coverage: '覆盖率',
}

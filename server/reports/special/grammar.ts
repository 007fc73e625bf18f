/** What a sentence about one alert and its case may name. */
export const SPECIAL_WORDS = [
  '对象',
  '预警',
  '级别',
  '触发级别',
  '级别变化',
  '预警状态',
  '触发时间',
  '指标',
  '触发值',
  '现值',
  '触发情况',
  '目前情况',
  '预警线',
  '建议',
  '事件',
  '编号',
  '事件类型',
  '事件状态',
  '受理时间',
  '承办单位',
  '全程时限',
  '事由',
] as const
export type SpecialWord = (typeof SPECIAL_WORDS)[number]

/** What may be asked of it. */
export const SPECIAL_TESTS = ['有预警', '有指标', '有事件', '已解除', '已办结', '有照片'] as const
export type SpecialTest = (typeof SPECIAL_TESTS)[number]

/** What may be shown of it: `@经过 标题`. */
export const SPECIAL_FIGURES = ['经过', '通知', '闭环', '证据', '走势', '当时', '分布'] as const
export type SpecialFigure = (typeof SPECIAL_FIGURES)[number]

/** A figure with what stands behind its colon: indicators, or how many. */
export interface SpecialAsk {
  figure: SpecialFigure
  caption: string
  indicators: readonly string[]
  count: number | null
}

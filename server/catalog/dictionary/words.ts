import type { Grain } from '../../contract/index.ts'

const UNITS: [number, string][] = [
  [86_400, '天'],
  [3600, '小时'],
  [60, '分钟'],
  [1, '秒'],
]

/** `900` → `15 分钟`: in the largest unit that divides it. */
export const durationWords = (seconds: number): string => {
  const [size, word] = UNITS.find(([unit]) => seconds % unit === 0)!
  return `${seconds / size} ${word}`
}

const GRAINS: Record<Grain, string> = {
  hour: '小时',
  day: '日',
  week: '周',
  dekad: '旬',
  month: '月',
  quarter: '季',
  year: '年',
}
export const grainWord = (grain: Grain): string => GRAINS[grain]

export const DIRECTIONS = { higher: '越高越好', lower: '越低越好', neither: '不评好坏' } as const
export const CLASSES = { public: '可公开', internal: '内部', personal: '含个人信息' } as const
export const KINDS = {
  record: '记录（按编号更新）',
  reading: '监测（只增不改）',
  snapshot: '报表（每期一份）',
} as const
export const BAND_WORDS: Readonly<Record<string, string>> = {
  red: '红',
  orange: '橙',
  yellow: '黄',
  blue: '蓝',
  green: '绿',
}

/** Text in a cell of a Markdown table. */
const cell = (text: string): string =>
  text
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()

/** A Markdown table; rows without a heading line would not be drawn as one. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

/** Code as written in the definition. */
export const code = (text: string): string => `\`${text}\``

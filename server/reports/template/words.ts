import type { Indicator } from '../../catalog/index.ts'
import {
  civilOf,
  digitsOf,
  formatNumber,
  formatPercent,
  formatValue,
  thirdOf,
  type Cell,
  type Comparison,
  type Grain,
  type Moment,
} from '../../contract/index.ts'

/** A value with its unit and all its places, as it stands beside others it is compared with: 95.0%. */
export const placedWords = (indicator: Indicator, value: number | null): string => {
  const { text, unit } = formatValue(value, indicator)
  return value === null ? '暂无数据' : `${text}${unit}`
}

/** Whether a value is told without the places of its indicator. */
const isWhole = ({ unit }: Indicator, value: number | null): boolean => unit === '%' && Number.isInteger(value)

/**
 * A value with its unit, as it stands in a sentence and on every screen; a whole percentage as an office writes it:
 * 100%, not 100.00%.
 */
export const valueWords = (indicator: Indicator, value: number | null): string =>
  placedWords(isWhole(indicator, value) ? { ...indicator, decimals: 0 } : indicator, value)

/** A value to its last place, however large: 18,860件 and not 1.89万件. */
export const exactWords = (indicator: Indicator, value: number): string =>
  `${formatNumber(value, isWhole(indicator, value) ? 0 : indicator.decimals)}${indicator.unit}`

const moved = (text: string): boolean => /[1-9]/.test(text)

/** What is better low, and a mark, goes up (上升); what is wanted or only counted grows (增长). */
const upWords = ({ better, unit }: Indicator): string => (better === 'lower' || unit === '分' ? '上升' : '增长')

/**
 * A comparison as an office writes it: 同比增长8.2%, 同比下降3件, 同比上升1.2个百分点, 同比持平. What vanishes in the
 * digits shown has not moved.
 */
export const changeWords = (indicator: Indicator, cell: Pick<Cell, 'compare'>, basis: Comparison): string => {
  const name = basis === 'yoy' ? '同比' : '环比'
  const change = cell.compare?.[basis]
  if (!change || change.difference === null) return `${name}暂无可比数据`
  const up = change.difference > 0
  if (indicator.unit === '%') {
    const points = digitsOf(Math.abs(change.difference), Math.max(indicator.decimals, 1))
    return moved(points) ? `${name}${up ? '上升' : '下降'}${points}个百分点` : `${name}持平`
  }
  if (!moved(digitsOf(Math.abs(change.difference), indicator.decimals))) return `${name}持平`
  if (change.ratio === null)
    return `${name}${up ? '增加' : '减少'}${valueWords(indicator, Math.abs(change.difference))}`
  const share = formatPercent(Math.abs(change.ratio))
  return moved(share) ? `${name}${up ? upWords(indicator) : '下降'}${share}` : `${name}持平`
}

/** The same in a table's cell: `+8.2%`, `-1.2个百分点`, `持平`, `—`. */
export const changeMark = (indicator: Indicator, cell: Pick<Cell, 'compare'>, basis: Comparison): string => {
  const words = changeWords(indicator, cell, basis).slice(2)
  if (words === '暂无可比数据') return '—'
  return words === '持平' ? words : words.replace(/^(增长|上升|增加)/, '+').replace(/^(下降|减少)/, '-')
}

export const targetWords = (indicator: Indicator, target: number | null): string =>
  target === null
    ? '—'
    : `${indicator.better === 'lower' ? '≤' : indicator.better === 'higher' ? '≥' : ''}${valueWords(indicator, target)}`

/** Whether a value meets its target, in words, judged by the digits shown: 低于38.0万元/亩的目标. */
export const reachedWords = (indicator: Indicator, { value, target }: Pick<Cell, 'value' | 'target'>): string => {
  if (target === null) return '未设目标'
  const goal = valueWords(indicator, target)
  if (value === null || indicator.better === 'neither') return `目标为${goal}`
  const apart = Number(digitsOf(value, indicator.decimals)) - Number(digitsOf(target, indicator.decimals))
  if (indicator.better === 'lower') return apart > 0 ? `高于${goal}的目标` : `控制在${goal}的目标以内`
  return apart < 0 ? `低于${goal}的目标` : `达到${goal}的目标`
}

const DIGITS = '零一二三四五六七八九'

/** `一`, `十二`, `二十`: as headings are numbered, up to 99. */
export const ordinal = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  return `${tens > 1 ? DIGITS[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 ? DIGITS[ones] : ''}`
}

const DAY = 86_400_000

/** `2026年第47期`: which issue of its year a bucket is. A week belongs to the year of its Thursday, as ISO counts. */
export const issueNumber = (bucket: string, grain: Grain): string => {
  const { year, month, day, hour } = civilOf(bucket)
  const inYear = (of: number, at: number): number => Math.round((at - Date.UTC(of, 0, 1)) / DAY)
  const date = Date.UTC(year, month - 1, day)
  const issue = (of: number, number: number): string => `${of}年第${number}期`
  switch (grain) {
    case 'hour':
      return issue(year, inYear(year, date) * 24 + hour + 1)
    case 'day':
      return issue(year, inYear(year, date) + 1)
    case 'week': {
      const thursday = new Date(date + 3 * DAY)
      return issue(thursday.getUTCFullYear(), Math.floor(inYear(thursday.getUTCFullYear(), thursday.getTime()) / 7) + 1)
    }
    case 'dekad':
      return issue(year, (month - 1) * 3 + thirdOf(day) + 1)
    case 'month':
      return issue(year, month)
    case 'quarter':
      return issue(year, Math.ceil(month / 3))
    case 'year':
      return issue(year, 1)
  }
}

/** `2026年11月25日19时02分`, of the city's own clock. */
export const momentWords = (text: Moment): string => {
  const [year, month, day, hour, minute] = text.match(/\d+/g)!.map(Number)
  return `${year}年${month}月${day}日${hour}时${String(minute).padStart(2, '0')}分`
}

import type { Indicator } from '../../catalog/index.ts'
import { digitsOf, formatPercent, formatValue, type Cell, type Comparison } from '../../contract/index.ts'

/** A value with its unit, as it stands in a sentence and on every screen. */
export const valueWords = (indicator: Indicator, value: number | null): string => {
  const { text, unit } = formatValue(value, indicator)
  return value === null ? '暂无数据' : `${text}${unit}`
}

const moved = (text: string): boolean => /[1-9]/.test(text)

/**
 * A comparison as an office writes it: 同比增长8.2%, 同比下降3件, 同比上升1.2个百分点, 同比持平. What vanishes in the
 * digits shown has not moved.
 */
export const changeWords = (indicator: Indicator, cell: Cell, basis: Comparison): string => {
  const name = basis === 'yoy' ? '同比' : '环比'
  const change = cell.compare?.[basis]
  if (!change || change.difference === null) return `${name}暂无可比数据`
  const up = change.difference > 0
  if (indicator.unit === '%') {
    const points = digitsOf(Math.abs(change.difference), Math.max(indicator.decimals, 1))
    return moved(points) ? `${name}${up ? '上升' : '下降'}${points}个百分点` : `${name}持平`
  }
  if (!moved(digitsOf(Math.abs(change.difference), indicator.decimals))) return `${name}持平`
  if (change.ratio === null) return `${name}${up ? '增加' : '减少'}${valueWords(indicator, Math.abs(change.difference))}`
  const share = formatPercent(Math.abs(change.ratio))
  return moved(share) ? `${name}${up ? '增长' : '下降'}${share}` : `${name}持平`
}

/** The same in a table's cell: `+8.2%`, `-1.2个百分点`, `持平`, `—`. */
export const changeMark = (indicator: Indicator, cell: Cell, basis: Comparison): string => {
  const words = changeWords(indicator, cell, basis).slice(2)
  if (words === '暂无可比数据') return '—'
  return words === '持平' ? words : words.replace(/^(增长|上升|增加)/, '+').replace(/^(下降|减少)/, '-')
}

export const targetWords = (indicator: Indicator, target: number | null): string =>
  target === null ? '—' : `${indicator.better === 'lower' ? '≤' : indicator.better === 'higher' ? '≥' : ''}${valueWords(indicator, target)}`

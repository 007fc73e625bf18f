import type { Catalog, DerivedColumn, Expression, Term, Value } from '../model/index.ts'
import { code } from './words.ts'

const ACROSS = { sum: '求和', average: '求平均', min: '取最小', max: '取最大' } as const

const rows = (of: Expression): string =>
  of.text === 'true' || of.text === 'all' ? '行数' : `满足 ${code(of.text)} 的行数`
const term = ({ kind, of }: Term): string => (kind === 'count' ? rows(of) : `${code(of.text)} 之和`)
const linePoints = (line: readonly (readonly [number, number])[]): string =>
  line.map(([x, y]) => `${x}→${y}`).join('，')

type Say<V extends { kind: string }> = {
  [K in V['kind']]: (value: Extract<V, { kind: K }>, name: (id: string) => string) => string
}

const VALUES: Say<Value> = {
  count: ({ of }) => rows(of),
  sum: ({ of }) => `${code(of.text)} 之和`,
  min: ({ of }) => `${code(of.text)} 的最小值`,
  max: ({ of }) => `${code(of.text)} 的最大值`,
  average: ({ of }) => `${code(of.text)} 之和 ÷ 有值的行数`,
  distinct: ({ of }) => `不同的 ${code(of.text)} 的个数，各级分别去重`,
  ratio: ({ of, to, times }) => `${term(of)} ÷ ${term(to)}${times === 1 ? '' : ` × ${times}`}`,
  quantile: ({ of, at }) => `${code(of.text)} 的 ${Math.round(at * 1000) / 10}% 分位数，各级分别计算`,
  latest: ({ of, per, across }) =>
    `每个 ${per.map(code).join('、')} 期内最近一次的 ${code(of.text)}，再${ACROSS[across]}`,
  active: ({ from, until }) => `期末（当期为此刻）${code(from.text)} 已到、${code(until.text)} 未到的行数`,
  formula: ({ text, parts }, name) =>
    `${code(text)}，其中 ${Object.entries(parts)
      .map(([letter, id]) => `${letter} 为“${name(id)}”`)
      .join('，')}`,
  index: ({ parts }, name) => {
    const total = parts.reduce((sum, { weight }) => sum + weight, 0)
    return parts
      .map(
        ({ indicator, weight, line }) =>
          `“${name(indicator)}”占 ${Math.round((weight / total) * 1000) / 10}%（${linePoints(line)}）`,
      )
      .join('；')
  },
}

/** How a value is computed, in words; roll-up divides last, never averages averages. */
export const valueWords = (value: Value, { indicators }: Catalog): string => {
  const say = VALUES[value.kind] as (value: Value, name: (id: string) => string) => string
  return say(value, (id) => indicators.get(id)?.title ?? id)
}

const needs = (count: number): string => (count > 1 ? `，至少 ${count} 个值` : '')

const COLUMNS: Say<DerivedColumn> = {
  average: ({ of, needs: least }) => `${code(of.text)} 的平均${needs(least)}`,
  sum: ({ of, needs: least }) => `${code(of.text)} 之和${needs(least)}`,
  min: ({ of, needs: least }) => `${code(of.text)} 的最小值${needs(least)}`,
  max: ({ of, needs: least }) => `${code(of.text)} 的最大值${needs(least)}`,
  count: ({ of }) => rows(of),
  max_running: ({ of, hours, needs: least, windows }) =>
    `${code(of.text)} 的 ${hours} 小时滑动平均（至少 ${least} 个值）的最大值，至少 ${windows} 个有效窗口`,
  line: ({ of, points }) => `${code(of.text)} 按折线换算（${linePoints(points)}）`,
  expression: ({ of }) => code(of.text),
}

/** How a computed column comes about, in words. */
export const derivedWords = (value: DerivedColumn): string =>
  (COLUMNS[value.kind] as (value: DerivedColumn, name: (id: string) => string) => string)(value, (id) => id)

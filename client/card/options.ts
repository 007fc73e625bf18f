import type { Explanation, RowsAnswer, UnmaskAnswer } from '../../server/contract/index.ts'
import { formatSpan } from '../lib/age.ts'
import { pressable, type Pressable } from '../lib/ask.ts'
import { bucketTitle } from '../lib/moment.ts'
import { formatNumber, formatValue, NOTHING } from '../lib/number.ts'

/** A named fact on the card. */
export interface Fact {
  name: string
  words: string
}

const DIRECTIONS = { higher: '越高越好', lower: '越低越好', neither: '不分高低好坏' }

/** Head of the card: the number, of where and of when, with all its digits. */
export const cardHead = ({
  indicator,
  region,
  grain,
  cell,
}: Explanation): { title: string; at: string; text: string; unit: string; full: string } => {
  const shown = formatValue(cell.value, indicator)
  const full = formatNumber(cell.value, indicator.decimals)
  return {
    title: indicator.title,
    at: `${region.name} · ${bucketTitle(cell.bucket, grain)}`,
    text: shown.text,
    unit: shown.unit,
    full: shown.step ? `准确值 ${full} ${indicator.unit}` : '',
  }
}

/** Where its course is seen, with what is expected next. */
export const wayToCourse = ({
  indicator,
  region,
  grain,
}: Pick<Explanation, 'indicator' | 'region' | 'grain'>): { name: string; query: Record<string, string> } => ({
  name: 'analysis',
  query: { tab: 'course', i: indicator.id, r: region.code, g: grain },
})

/** What the number means and by which rule it is good. */
export const definitionFacts = ({ indicator, definition }: Explanation): Fact[] => [
  { name: '定义', words: indicator.meaning || '定义里没有写明' },
  { name: '依据', words: indicator.basis ?? '定义里没有写明依据' },
  {
    name: '单位与方向',
    words: `${indicator.unit || '无单位'}，保留 ${indicator.decimals} 位小数，${DIRECTIONS[indicator.better]}`,
  },
  { name: '定义位置', words: `${definition.file}:${definition.line}` },
]

/** How the number came about; parts that an indicator of this kind does not have are left out. */
export const calculationFacts = ({ cell, indicator }: Explanation): Fact[] => [
  ...(cell.numerator === null ? [] : [{ name: '分子', words: plain(cell.numerator) }]),
  ...(cell.denominator === null ? [] : [{ name: '分母', words: plain(cell.denominator) }]),
  { name: '参与计算', words: `${formatNumber(cell.rows, 0)} 行明细` },
  ...(cell.target === null
    ? []
    : [{ name: '目标', words: `${formatNumber(cell.target, indicator.decimals)} ${indicator.unit}` }]),
]

const plain = (value: number): string => formatNumber(value, Number.isInteger(value) ? 0 : 2)

/** How many of the direct children had data. */
export const coverageWords = ({ cell, children }: Explanation): string => {
  if (cell.coverage === null)
    return children.reported.length + children.silent.length === 0 ? '最末一级区域，没有下级。' : ''
  const { reported, expected } = cell.coverage
  return reported >= expected
    ? `下级 ${expected} 个区域都有数据。`
    : `下级 ${expected} 个区域中 ${reported} 个有数据，${expected - reported} 个没有。`
}

/** A part of a formula or an index, itself a number that can be pressed. */
interface CardPart {
  key: string
  title: string
  number: Pressable
  weight: string
  score: string
}

/** The parts in the order of the definition; units come with the parts' own definitions. */
export const cardParts = (
  explanation: Explanation,
  lookup: (id: string) => Parameters<typeof pressable>[0],
): CardPart[] =>
  explanation.parts.map(({ indicator, title, cell, weight, score }) => ({
    key: indicator,
    title,
    number: pressable(
      lookup(indicator),
      { region: cell.region, grain: explanation.grain, bucket: cell.bucket },
      cell.value,
    ),
    weight: weight === null ? '' : formatNumber(weight, Number.isInteger(weight) ? 0 : 2),
    score: score === null ? (weight === null ? '' : NOTHING) : formatNumber(score, 1),
  }))

/** What a dataset promises and what it has brought. */
export const sourceFacts = (source: Explanation['sources'][number], moment: (text: string) => string): Fact[] => [
  { name: '责任单位', words: source.owner },
  { name: '更新要求', words: `每 ${formatSpan(source.freshnessSeconds)}内至少更新一次` },
  {
    name: '最近送达',
    words:
      source.lastArrival === null
        ? '本区域从未送达'
        : `${moment(source.lastArrival)}${source.stale ? '，已超过更新要求' : ''}`,
  },
  {
    name: '入库与退回',
    words: `入库 ${formatNumber(source.accepted, 0)} 行，${source.rejected === null ? '退回数只对可看全部区域的人员显示' : `退回 ${formatNumber(source.rejected, 0)} 行`}`,
  },
]

/** A value of a row as a person reads it; moments without the offset, which is the city's own. */
export const rowWords = (value: string | number | boolean | null): string => {
  if (value === null) return NOTHING
  if (typeof value === 'boolean') return value ? '是' : '否'
  const [, day, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?[+-]\d\d:\d\d$/.exec(String(value)) ?? []
  return day && time ? `${day} ${time}` : String(value)
}

/** Columns of the answer whose values are masked. */
export const maskedColumns = (answer: RowsAnswer | null): string[] =>
  answer?.columns.flatMap(({ name, masked }) => (masked ? [name] : [])) ?? []

/** A value as it is shown: the delivered one while it is lent, else the one of the answer. */
export const cellWords = (
  value: string | number | boolean | null,
  column: string,
  lent: UnmaskAnswer['values'] | undefined,
): string => rowWords(lent && Object.hasOwn(lent, column) ? lent[column]! : value)

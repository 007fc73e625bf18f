import type { Dimension, Indicator } from '../../catalog/index.ts'
import { bucketTitle, untoldWords, type Band, type Cell, type Comparison, type Grain } from '../../contract/index.ts'
import type { Column, Exporter, Field, Shown } from '../export/index.ts'
import { changeMark } from '../template/words.ts'

/** What a row is made from. */
export interface RowSource {
  indicator: Indicator
  grain: Grain
  cell: Cell
  /** Start of the bucket, local ms. */
  start: number
  region: { name: string; parent: string }
  /** What each row says of the whole where nothing else can. */
  note: { asOf: string; version: number; watermark: string }
}

interface Made extends Column {
  of: (row: RowSource) => Field
}

const GRAIN_WORDS: Record<Grain, string> = {
  hour: '小时',
  day: '日',
  week: '周',
  dekad: '旬',
  month: '月',
  quarter: '季',
  year: '年',
}
const BAND_WORDS: Record<Band, string> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝', green: '绿' }
const BASIS_WORDS: Record<Comparison, { then: string; name: string }> = {
  yoy: { then: '去年同期', name: '同比' },
  pop: { then: '上期', name: '环比' },
}

/** A value of the indicator with the digits the catalogue gives it. */
export const shown = ({ unit, decimals }: Indicator, value: number | null): Shown | null =>
  value === null ? null : { value, decimals, percent: unit === '%' }

/** A difference: points for a share, with one place at least, as on screen. */
const difference = ({ unit, decimals }: Indicator, value: number | null): Shown | null =>
  value === null ? null : { value, decimals: unit === '%' ? Math.max(decimals, 1) : decimals, percent: false }

const growth = (ratio: number | null): Shown | null =>
  ratio === null ? null : { value: ratio * 100, decimals: 1, percent: true }

const text = (name: string, width: number, of: Made['of'], brief = false): Made => ({
  name,
  kind: 'text',
  width,
  brief,
  of,
})
const number = (name: string, of: Made['of'], brief = false): Made => ({ name, kind: 'number', width: 14, brief, of })

const compared = (basis: Comparison): Made[] => {
  const { then, name } = BASIS_WORDS[basis]
  return [
    number(then, ({ indicator, cell }) => shown(indicator, cell.compare?.[basis]?.value ?? null)),
    number(`${name}增减`, ({ indicator, cell }) => difference(indicator, cell.compare?.[basis]?.difference ?? null)),
    number(`${name}增幅（%）`, ({ cell }) => growth(cell.compare?.[basis]?.ratio ?? null)),
  ]
}

/** On paper, where there is room for one: `+8.2%`, of a share `-1.2个百分点`, as on screen. */
const told = (basis: Comparison): Made =>
  number(BASIS_WORDS[basis].name, ({ indicator, cell }) => changeMark(indicator, cell, basis), true)

const NOTES: Made[] = [
  text('数据截至', 20, ({ note }) => note.asOf),
  number('版本号', ({ note }) => note.version),
  text('导出', 28, ({ note }) => note.watermark),
  text('口径', 60, ({ indicator }) => indicator.meaning),
]

/** Which member of a category a number is of. A name that is taken already is told apart. */
const category = ({ id, title }: Dimension, taken: readonly string[]): Made => ({
  ...text(
    taken.includes(title) ? `${title}（分类）` : title,
    16,
    ({ cell }) => {
      const member = cell.by?.[id]
      return member === undefined ? '合计' : member === '' ? '未填' : member
    },
    true,
  ),
  title: true,
})

const plainColumns = (
  compare: readonly Comparison[],
  { alone, printed }: Pick<Exporter, 'alone' | 'printed'>,
): Made[] => [
  { ...text('区域', 16, ({ region }) => region.name, true), title: true },
  { ...text('指标', 20, ({ indicator }) => indicator.title, true), title: true },
  { ...text('时段', 18, ({ grain, cell }) => bucketTitle(cell.bucket, grain), true), title: true },
  text('单位', 10, ({ indicator }) => indicator.unit, true),
  number(
    '指标值',
    ({ indicator, cell }) => (printed && cell.suppressed ? untoldWords(cell) : shown(indicator, cell.value)),
    true,
  ),
  ...compare.flatMap((basis) => (printed ? [told(basis)] : compared(basis))),
  number('目标值', ({ indicator, cell }) => shown(indicator, cell.target)),
  number('分子', ({ cell }) => cell.numerator),
  number('分母', ({ cell }) => cell.denominator),
  number('明细行数', ({ cell }) => (cell.suppressed ? null : cell.rows)),
  number('已报下级', ({ cell }) => cell.coverage?.reported ?? null),
  number('应报下级', ({ cell }) => cell.coverage?.expected ?? null),
  text('分级', 6, ({ cell }) => (cell.band === null ? '' : BAND_WORDS[cell.band]), true),
  text('状态', 14, ({ cell }) =>
    cell.stale ? '数据过期' : cell.suppressed ? untoldWords(cell) : cell.value === null ? '暂无数据' : '',
  ),
  text('上级区域', 14, ({ region }) => region.parent),
  text('粒度', 6, ({ grain }) => GRAIN_WORDS[grain]),
  { name: '时段起', kind: 'time', width: 17, of: ({ start }) => start },
  text('区域代码', 14, ({ cell }) => cell.region),
  text('指标编码', 28, ({ indicator }) => indicator.id),
  ...(alone ? NOTES : []),
]

/**
 * The columns of cells, with those of the comparisons asked for: what a row is, its number, then what programs need;
 * `by`: one for each category the cells are crossed with. `alone`: each row says what the whole file is; `printed`:
 * changes in words, and in the place of a number that is kept back why it is.
 */
export const columnsFor = (
  compare: readonly Comparison[],
  { alone, printed }: Pick<Exporter, 'alone' | 'printed'>,
  by: readonly Dimension[] = [],
): Made[] => {
  const plain = plainColumns(compare, { alone, printed })
  const taken = plain.map(({ name }) => name)
  const titles = plain.filter(({ title }) => title)
  return [...titles, ...by.map((one) => category(one, taken)), ...plain.slice(titles.length)]
}

import type { Indicator } from '../../catalog/index.ts'
import { bucketTick, untoldWords, type Cell, type Comparison } from '../../contract/index.ts'
import type { Block, TableBlock } from '../document/model.ts'
import { lettersAcross } from '../document/short-table.ts'
import { drawChart } from '../draw/index.ts'
import { indicatorOf, type FillContext } from './context.ts'
import type { Node, TableColumn } from './read/nodes.ts'
import { changeMark, targetWords, valueWords } from './words.ts'

const headingOf = ({ title, unit }: Indicator): string => `${title}（${unit}）`

/** A value in a table: its digits, the unit stands in the heading. */
const figure = (indicator: Indicator, value: number | null, compareTo: string): string =>
  value === null ? compareTo : valueWords({ ...indicator, unit: '' }, value)

/** Of a share the change is in points, which the heading says once. */
const changeName = (indicator: Indicator, name: string): string =>
  indicator.unit === '%' && name !== '目标' ? `${name}（百分点）` : name

const mark = (indicator: Indicator, cell: Pick<Cell, 'compare'>, basis: Comparison): string =>
  changeMark(indicator, cell, basis).replace(/个百分点$/, '')
const marks = (indicator: Indicator, cell: Pick<Cell, 'compare'>): string[] => [
  mark(indicator, cell, 'yoy'),
  mark(indicator, cell, 'pop'),
]

/** Room by the length of a title and of its unit, so that each stands in a line of its own. */
const shareOf = ({ title, unit }: Indicator): number =>
  Math.min(2.3, Math.max(1.4, 0.28 * title.length, 0.3 * (lettersAcross(unit) + 2)))

const rankColumns = (indicator: Indicator, of: string): TableBlock['columns'] => [
  { name: '序号', numeric: true, share: 0.6 },
  { name: of, numeric: false, share: 1.6 },
  { name: headingOf(indicator), numeric: true, share: shareOf(indicator) },
  ...['同比', '环比'].map((name) => ({ name: changeName(indicator, name), numeric: true, share: 1.2 })),
]

/** Places below with the indicators asked for, the whole last. */
export const table = async (
  context: FillContext,
  caption: string,
  columns: readonly TableColumn[],
): Promise<TableBlock> => {
  const heads: TableBlock['columns'] = [{ name: context.region.childLevel, numeric: false, share: 1.6 }]
  const rows = new Map<string, string[]>()
  const add = (name: string, texts: string[]): void => void rows.set(name, [...(rows.get(name) ?? [name]), ...texts])
  for (const column of columns) {
    const indicator = indicatorOf(context, column.indicator)
    heads.push(
      { name: headingOf(indicator), numeric: true, share: shareOf(indicator) },
      ...column.with.map((name) => ({
        name: changeName(indicator, name),
        numeric: true,
        share: indicator.unit === '%' ? 1.35 : 1,
      })),
    )
    const texts = (cell: Cell): string[] => [
      figure(indicator, cell.value, cell.suppressed ? untoldWords(cell) : '—'),
      ...column.with.map((name) =>
        name === '目标'
          ? targetWords({ ...indicator, unit: '' }, cell.target)
          : mark(indicator, cell, name === '同比' ? 'yoy' : 'pop'),
      ),
    ]
    const list = await context.numbers.children(indicator)
    for (const { name, cell } of list) add(name, texts(cell))
    add('合计', texts(await context.numbers.cell(indicator)))
  }
  // The whole stands last, whichever order the first column gave the places.
  const whole = rows.get('合计')!
  rows.delete('合计')
  return { kind: 'table', caption, columns: heads, rows: [...rows.values(), [context.region.name, ...whole.slice(1)]] }
}

/** The places with the largest values. */
export const ranking = async (
  context: FillContext,
  caption: string,
  { indicator: id, top }: Extract<Node, { kind: 'ranking' }>,
): Promise<TableBlock> => {
  const indicator = indicatorOf(context, id)
  const list = (await context.numbers.children(indicator)).filter(({ cell }) => cell.value !== null)
  const rows = list
    .slice(0, top)
    .map(({ name, cell }, at) => [String(at + 1), name, figure(indicator, cell.value, '—'), ...marks(indicator, cell)])
  return { kind: 'table', caption, columns: rankColumns(indicator, context.region.childLevel), rows }
}

/** An indicator by its categories, largest first. */
export const split = async (
  context: FillContext,
  caption: string,
  { indicator: id, by, top }: Extract<Node, { kind: 'split' }>,
): Promise<TableBlock> => {
  const indicator = indicatorOf(context, id)
  const list = (await context.numbers.split(indicator, by)).filter(({ cell }) => cell.value !== null).slice(0, top)
  const rows = list.map(({ member, cell }, at) => [
    String(at + 1),
    member,
    figure(indicator, cell.value, '—'),
    ...marks(indicator, cell),
  ])
  return { kind: 'table', caption, columns: rankColumns(indicator, '类别'), rows }
}

/** The course up to the report's own bucket, with last year's and the target. */
export const chart = async (
  context: FillContext,
  caption: string,
  { indicator: id, buckets }: Extract<Node, { kind: 'chart' }>,
): Promise<Block> => {
  const indicator = indicatorOf(context, id)
  const cells = await context.numbers.course(indicator, buckets)
  const courses = [
    { name: '本期', style: 'present' as const, values: cells.map(({ value }) => value) },
    { name: '去年同期', style: 'past' as const, values: cells.map(({ compare }) => compare?.yoy?.value ?? null) },
    { name: '目标', style: 'target' as const, values: cells.map(({ target }) => target) },
  ].filter(({ style, values }) => style === 'present' || values.some((value) => value !== null))
  // Shares lie close together; bars from zero would all look the same.
  const shape = cells.length <= 12 && indicator.unit !== '%' ? ('bar' as const) : ('line' as const)
  const ticks = cells.map(({ bucket }) => bucketTick(bucket, context.occasion.grain))
  return {
    kind: 'chart',
    caption,
    ...drawChart({ shape, ticks, courses, unit: indicator.unit, decimals: indicator.decimals }),
  }
}

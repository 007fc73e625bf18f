import {
  bucketTick,
  bucketTitle,
  formatNumber,
  untoldWords,
  type BucketStart,
  type Grain,
  type IndicatorInfo,
  type MeasureForm,
  type PivotAnswer,
  type PivotAxis,
  type PivotCell,
  type PivotHead,
} from '../../../server/contract/index.ts'
import type { CardQuestion } from '../../lib/card.ts'

/**
 * A number in the table: what is written, its tone, and what the 口径卡 is asked; parts of a category have no card of
 * their own.
 */
interface ShownNumber {
  text: string
  tone: PivotCell['tones'][number]
  question: CardQuestion
  label: string
}
interface ShownCell {
  numbers: ShownNumber[]
  band: PivotCell['band']
  stale: boolean
}
interface ShownRow {
  head: PivotHead
  cells: ShownCell[]
}

const signed = (value: number | null, { decimals, signed: sign }: MeasureForm): string => {
  const text = formatNumber(value, decimals)
  return sign && value !== null && value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

/** Measures that are counts and sums themselves; what follows from them is simply not there. */
const TOTALS: readonly string[] = ['value', 'ytd']

const standing = (answer: PivotAnswer, row: PivotHead, column: PivotHead): CardQuestion => {
  const on = (axis: PivotAxis): string | undefined =>
    answer.rows.axis === axis ? row.key : answer.columns.axis === axis ? column.key : undefined
  return {
    indicator: on('indicator') ?? answer.pin.indicator,
    region: on('region') ?? answer.pin.region,
    grain: answer.grain,
    bucket: on('time') ?? answer.pin.bucket,
  }
}

/** Ticks that leave their year to whoever reads on. */
const YEARLESS: readonly Grain[] = ['month', 'dekad', 'week', 'day']

/**
 * Buckets over columns: as short as on an axis, but the first, and the first of each year, say of which year they are.
 */
export const columnTitles = (buckets: readonly BucketStart[], grain: Grain): string[] =>
  buckets.map((bucket, at) => {
    const year = bucket.slice(0, 4)
    const newYear = at === 0 || buckets[at - 1]!.slice(0, 4) !== year
    if (!newYear || !YEARLESS.includes(grain)) return bucketTick(bucket, grain)
    return grain === 'month' || grain === 'dekad' ? bucketTitle(bucket, grain) : `${year}-${bucketTick(bucket, grain)}`
  })

/** The table's rows as they are written. */
export const shownRows = (answer: PivotAnswer, indicator: (id: string) => IndicatorInfo): ShownRow[] =>
  answer.rows.heads.map((head, r) => ({
    head,
    cells: answer.columns.heads.map((column, c) => {
      const cell = answer.cells[r]![c]!
      const question = standing(answer, head, column)
      const forms = answer.forms[question.indicator] ?? []
      const numbers = cell.values.map((value, index): ShownNumber => {
        const form = forms[index]!
        const untold = cell.suppressed === true && value === null && TOTALS.includes(answer.measures[index]!.id)
        const text = untold ? untoldWords(cell) : signed(value, form)
        const words = untold ? text : value === null ? '没有数据' : `${text}${form.unit}`
        return {
          text,
          tone: cell.tones[index] ?? null,
          question,
          label: `${head.title} ${column.title} ${indicator(question.indicator).title} ${answer.measures[index]!.title} ${words}，查看口径`,
        }
      })
      return { numbers, band: cell.band, stale: cell.stale }
    }),
  }))

/** The unit of a measure, where all numbers under a head share it; empty where they do not. */
export const unitUnder = (answer: PivotAnswer, column: PivotHead | null, measure: number): string => {
  const ids =
    answer.columns.axis === 'indicator'
      ? column
        ? [column.key]
        : []
      : answer.rows.axis === 'indicator'
        ? []
        : [answer.pin.indicator]
  return ids.length === 1 ? (answer.forms[ids[0]!]?.[measure]?.unit ?? '') : ''
}

/** An axis a table can have; `each`: its heads are single things, which stand on rows, a page at a time. */
export interface Axis {
  id: PivotAxis
  title: string
  each: boolean
}

/**
 * Axes a table can have for these indicators: categories only where all of them have it, single things only for those
 * who may see rows.
 */
export const axesFor = (infos: readonly IndicatorInfo[], seesRows: boolean): Axis[] => {
  const [first, ...rest] = infos
  const shared = (first?.dimensions ?? []).filter(
    ({ id, each }) => (seesRows || !each) && rest.every((info) => info.dimensions?.some((other) => other.id === id)),
  )
  return [
    { id: 'region', title: '区域', each: false },
    { id: 'time', title: '时段', each: false },
    { id: 'indicator', title: '指标', each: false },
    ...shared.map(({ id, title, each = false }) => ({ id: `by:${id}` as PivotAxis, title, each })),
  ]
}

/** `第 1–50 行，共 576 行`. */
export const pageWords = ({ rows: { offset, heads, total } }: PivotAnswer): string =>
  total === 0 ? '没有行' : `第 ${offset + 1}–${offset + heads.length} 行，共 ${total} 行`

/** What is said of a table that is nothing but dashes, and the period to go to; `null` where it holds something. */
export const nothingWords = ({
  nothing,
  grain,
  pin,
  rows,
  columns,
}: PivotAnswer): { words: string; latest: BucketStart | null; go: string } | null => {
  if (!nothing) return null
  const times = [rows, columns].find(({ axis }) => axis === 'time')?.heads
  const which = times ? '所选时段' : bucketTitle(pin.bucket, grain)
  return nothing.latest === null
    ? { words: `${which}没有数据，此前 24 期也没有。请换一个指标、区域或时段。`, latest: null, go: '' }
    : {
        words: `${which}还没有数据，最近有数据的是${bucketTitle(nothing.latest, grain)}。`,
        latest: nothing.latest,
        go: `看${bucketTitle(nothing.latest, grain)}`,
      }
}

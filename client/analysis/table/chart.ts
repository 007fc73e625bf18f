import {
  bucketTick,
  bucketTitle,
  civilOf,
  formatNumber,
  type Annotation,
  type PivotAnswer,
  type PivotHead,
} from '../../../server/contract/index.ts'
import { MOST_SERIES, type Many } from '../../charts/desk/index.ts'
import { isCurrent } from '../../lib/moment.ts'
import { notesAt } from '../course/options.ts'

/** The table on screen as a chart: of its first measure; times run along the axis, else the rows do. */
interface PivotChart extends Many {
  /** Courses the chart leaves out, because nobody could tell them apart. */
  left: number
}

/**
 * Places of the heads that are drawn: without the whole of a dimension where it is larger than all of its parts, which
 * beside it nobody could read; a rate's whole lies among them. `valuesOf` gives the values under a head.
 */
const drawn = (
  { axis, heads }: Pick<PivotAnswer['rows'], 'axis' | 'heads'>,
  valuesOf: (at: number) => (number | null)[],
): number[] => {
  const all = heads.map((_, at) => at)
  const whole = axis.startsWith('by:') ? heads.findIndex(({ key }) => key === '*') : -1
  if (whole === -1 || heads.length === 1) return all
  const parts = all.filter((at) => at !== whole)
  const most = valuesOf(whole)
  const larger = parts.every((at) => valuesOf(at).every((value, line) => (value ?? 0) <= (most[line] ?? 0)))
  return larger ? parts : all
}

/** Draws the page of a table. */
export const pivotChart = (answer: PivotAnswer, notes: readonly Annotation[]): PivotChart => {
  const { grain, measures, forms, pin, asOf } = answer
  const first = answer.cells.map((row) => row.map(({ values }) => values[0] ?? null))
  const rowsAt = drawn(answer.rows, (at) => first[at]!)
  const columnsAt = drawn(answer.columns, (at) => first.map((row) => row[at]!))
  const rows = { axis: answer.rows.axis, heads: rowsAt.map((at) => answer.rows.heads[at]!) }
  const columns = { axis: answer.columns.axis, heads: columnsAt.map((at) => answer.columns.heads[at]!) }
  const cells = rowsAt.map((row) => columnsAt.map((column) => first[row]![column]!))
  // Lines are read along time; anything else is compared side by side.
  const turned = columns.axis !== 'time'
  const [along, across] = turned ? [rows, columns] : [columns, rows]
  const valueAt = (tick: number, line: number): number | null => cells[turned ? tick : line]![turned ? line : tick]!
  const named = (axis: string, { key, title }: PivotHead, long: boolean): string =>
    axis === 'time' ? (long ? bucketTitle : bucketTick)(key, grain) : title
  const shown = across.heads.slice(0, MOST_SERIES)
  const lineForm = (head: PivotHead) => forms[across.axis === 'indicator' ? head.key : pin.indicator]?.[0]
  const formAt = (tick: PivotHead, head: PivotHead) =>
    along.axis === 'indicator' ? forms[tick.key]?.[0] : lineForm(head)
  const units = new Set(along.heads.flatMap((tick) => shown.map((head) => formAt(tick, head)?.unit ?? '')))
  const decimals = Math.max(0, ...shown.map((head) => formAt(along.heads[0]!, head)?.decimals ?? 0))
  const last = along.axis === 'time' ? along.heads.at(-1)?.key : undefined
  const running = last !== undefined && isCurrent(last, grain, civilOf(asOf))
  return {
    shape: along.axis === 'time' ? 'line' : 'bar',
    ticks: along.heads.map((head) => named(along.axis, head, false)),
    series: shown.map((head, line) => ({
      name: named(across.axis, head, true),
      values: along.heads.map((_, tick) => valueAt(tick, line)),
    })),
    words: along.heads.map((tick, at) => [
      `${named(along.axis, tick, true)} · ${measures[0]!.title}${running && tick.key === last ? '（未结束）' : ''}`,
      ...shown.map((head, line) => {
        const form = formAt(tick, head)
        return `${named(across.axis, head, true)} ${formatNumber(valueAt(at, line), form?.decimals ?? 0)} ${form?.unit ?? ''}`
      }),
      ...(along.axis === 'time'
        ? notes.filter(({ bucket }) => bucket === tick.key).map(({ words }) => `标注：${words}`)
        : []),
    ]),
    unit: units.size === 1 ? [...units][0]! : '',
    format: (value) => formatNumber(value, Number.isInteger(value) ? 0 : Math.max(1, decimals)),
    notes:
      along.axis === 'time'
        ? notesAt(
            along.heads.map(({ key }) => key),
            notes,
          )
        : [],
    running,
    left: across.heads.length - shown.length,
  }
}

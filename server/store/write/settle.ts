import type { Reject } from '../../contract/index.ts'
import type { Batch, CheckedRow } from './batch.ts'
import type { TableSpec } from '../table.ts'
import { startOf } from '../../lib/index.ts'

/** A row ready to be staged: `superseded` is set where another row of the same delivery wins. */
export interface SettledRow extends CheckedRow {
  superseded: boolean
}

/**
 * A delivery settled in itself. `keys` are those of its rows, as text; `repeats` tells that some came more than once.
 */
export interface Settled {
  rows: SettledRow[]
  rejects: Reject[]
  keys: ReadonlySet<string>
  repeats: boolean
}

/** What orders two rows with one key: the declared column, else the time they count at. */
const newness = (spec: TableSpec, row: CheckedRow): number => {
  const updated = spec.updated === null ? null : row.values[spec.updated]
  return typeof updated === 'number' ? updated : row.at
}

/** How a row's key is written; the plain text of it where one column is all there is. */
const keyWriter = (spec: TableSpec): ((row: CheckedRow) => string) => {
  const { key, period } = spec
  if (key.length === 1 && period === null) return ({ values }) => String(values[key[0]!])
  return (row) => JSON.stringify([...key.map((column) => row.values[column]), period ? startOf(period, row.at) : null])
}

const missingKey = (spec: TableSpec, { values }: CheckedRow): string | undefined =>
  spec.key.find((column) => values[column] === null || values[column] === undefined)

/**
 * Settles rows of one delivery that share a key: of a record or snapshot the newest stays (ties: the later
 * row) and the others are kept as history; of a reading the first stays and the others are refused.
 */
export const settleWithin = ({ spec }: Batch, delivered: readonly CheckedRow[]): Settled => {
  const rows: SettledRow[] = []
  const rejects: Reject[] = []
  const winners = new Map<string, SettledRow>()
  const writeKey = keyWriter(spec)
  let repeats = false
  for (const one of delivered) {
    const row: SettledRow = { row: one.row, values: one.values, region: one.region, at: one.at, superseded: false }
    const missing = missingKey(spec, row)
    if (missing !== undefined) {
      rejects.push({ row: row.row, column: missing, value: null, reason: `主键列 ${missing} 为空,无法确定是哪一条` })
      continue
    }
    if (spec.key.length === 0) {
      rows.push(row)
      continue
    }
    const key = writeKey(row)
    const rival = winners.get(key)
    if (rival) repeats = true
    if (rival && spec.kind === 'reading') {
      rejects.push(duplicate(spec, row, `与第 ${rival.row} 行重复`))
      continue
    }
    if (!rival || newness(spec, row) >= newness(spec, rival)) {
      if (rival) rival.superseded = true
      winners.set(key, row)
    } else row.superseded = true
    rows.push(row)
  }
  return { rows, rejects, keys: new Set(winners.keys()), repeats }
}

/** The refusal of a measurement that is already there. */
export const duplicate = (
  spec: TableSpec,
  row: { row: number; values: Record<string, unknown> },
  why: string,
): Reject => ({
  row: row.row,
  column: spec.key.join(', '),
  value: spec.key
    .map((column) => String(row.values[column]))
    .join(', ')
    .slice(0, 100),
  reason: `主键重复:${why};读数只追加不覆盖`,
})

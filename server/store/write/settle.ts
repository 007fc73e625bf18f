import type { Reject } from '../../contract/index.ts'
import type { Batch } from './batch.ts'
import type { StagedRow } from './stage.ts'
import type { TableSpec } from '../table.ts'
import { startOf } from '../../lib/index.ts'

/** What orders two rows with one key: the declared column, else the time they count at. */
const newness = (spec: TableSpec, row: StagedRow): number => {
  const updated = spec.updated === null ? null : row.values[spec.updated]
  return typeof updated === 'number' ? updated : row.at
}

const keyText = (spec: TableSpec, row: StagedRow): string =>
  JSON.stringify([...spec.key.map((column) => row.values[column]), spec.period ? startOf(spec.period, row.at) : null])

const missingKey = (spec: TableSpec, row: StagedRow): string | undefined =>
  spec.key.find((column) => row.values[column] === null || row.values[column] === undefined)

/**
 * Settles rows of one delivery that share a key: of a record or snapshot the newest stays (ties: the later
 * row) and the others are kept as history; of a reading the first stays and the others are refused.
 */
export const settleWithin = (batch: Batch): { rows: StagedRow[]; rejects: Reject[] } => {
  const { spec } = batch
  const rows = batch.rows.map((row) => ({ ...row, superseded: false }))
  if (spec.key.length === 0) return { rows, rejects: [] }
  const rejects: Reject[] = []
  const winners = new Map<string, StagedRow>()
  const kept = rows.filter((row) => {
    const missing = missingKey(spec, row)
    if (missing !== undefined) {
      rejects.push({ row: row.row, column: missing, value: null, reason: `主键列 ${missing} 为空,无法确定是哪一条` })
      return false
    }
    const key = keyText(spec, row)
    const rival = winners.get(key)
    if (rival && spec.kind === 'reading') {
      rejects.push(duplicate(spec, row, `与第 ${rival.row} 行重复`))
      return false
    }
    if (!rival || newness(spec, row) >= newness(spec, rival)) {
      if (rival) rival.superseded = true
      winners.set(key, row)
    } else row.superseded = true
    return true
  })
  return { rows: kept, rejects }
}

/** The refusal of a measurement that is already there. */
export const duplicate = (spec: TableSpec, row: { row: number; values: Record<string, unknown> }, why: string): Reject => ({
  row: row.row,
  column: spec.key.join(', '),
  value: spec.key.map((column) => String(row.values[column])).join(', ').slice(0, 100),
  reason: `主键重复:${why};读数只追加不覆盖`,
})

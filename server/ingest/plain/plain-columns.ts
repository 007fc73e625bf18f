import type { Column, DeliveredDataset } from '../../catalog/index.ts'
import type { Zone } from '../../lib/index.ts'
import { EARLIEST, type PlainColumn } from '../../store/index.ts'
import { sqlType } from '../../catalog/index.ts'
import { columnSources } from '../validate/index.ts'

const HOUR = 3_600_000
const MONTH = 30 * 86_400_000
const HORIZON = Date.UTC(2100, 0, 1)

/**
 * The offset a city's clocks have had since `EARLIEST`, as times are written with it; `null` where they are put forward
 * and back.
 */
export const fixedOffset = (zone: Zone): string | null => {
  const offset = (local: number): string => zone.format(local).slice(19)
  const first = offset(EARLIEST)
  for (let at = EARLIEST; at < HORIZON; at += MONTH) if (offset(at) !== first) return null
  return first
}

const KINDS = ['text', 'integer', 'number', 'boolean', 'time', 'date', 'region'] as const
type Kind = (typeof KINDS)[number]
const isKind = (type: Column['type']): type is Kind => (KINDS as readonly string[]).includes(type)

/** Whether what a column declares can be judged without reading its values one by one. */
const isSimple = (column: Column): boolean =>
  isKind(column.type)
  && column.format === undefined
  && column.zone === undefined
  && (column.shift ?? 0) === 0
  && column.compose === undefined
  && column.pattern === undefined
  && (column.values === undefined || (column.type === 'text' && Array.isArray(column.values)))

/**
 * What a dataset's columns look like in a delivery whose lines have these keys; `null` where only reading them one by
 * one can tell.
 */
export const plainColumns = (
  dataset: DeliveredDataset,
  header: readonly string[],
  latest: number,
): PlainColumn[] | null => {
  const known = new Set(header)
  // Fields of a structure are told apart without regard to case.
  if (header.length === 0 || new Set(header.map((one) => one.toLowerCase())).size < header.length) return null
  if (dataset.region === null || !('column' in dataset.region)) return null
  const columns: PlainColumn[] = []
  for (const { name, source, required, past } of columnSources(dataset)) {
    const column = dataset.columns[name]!
    const sent = [...new Set(source.ways.flat())].filter((one) => known.has(one))
    if (sent.length > 1 || (sent.length === 1 && !isSimple(column))) return null
    columns.push({
      name,
      required,
      type: sqlType(column.type),
      header: sent[0] ?? null,
      kind: isKind(column.type) ? column.type : 'text',
      // To the hour, so that deliveries of one minute are alike; what lies between is read with care.
      latest: past ? Math.floor(latest / HOUR) * HOUR : null,
      blank: (column.blank ?? []).map((word) => word.trim()),
      values: Array.isArray(column.values) ? column.values.map(String) : null,
      min: column.min ?? null,
      max: column.max ?? null,
    })
  }
  return columns
}

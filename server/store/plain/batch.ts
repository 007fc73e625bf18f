import type { Delivered } from '../write/batch.ts'
import type { FixedOffset, PlainColumn } from './column.ts'

/**
 * A delivery that may be taken as it is: NDJSON of which every line should have the same keys in the same order,
 * for a dataset whose columns can be judged without reading them one by one.
 */
export interface PlainBatch extends Delivered {
  bytes: Uint8Array
  /** About how many rows it has. */
  lines: number
  /** Keys of its first line. */
  header: readonly string[]
  columns: readonly PlainColumn[]
  offset: FixedOffset
  /** Columns of a row's time and place. */
  time: string
  region: string | null
}

/** Batches of one shape are read by one statement. */
export const shapeOf = ({ spec, header, columns, checks }: PlainBatch): string =>
  JSON.stringify([spec.id, header, columns, checks])

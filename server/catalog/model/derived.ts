import type { DatasetBase, RegionSource } from './dataset.ts'
import type { OneOf } from './one-of.ts'
import type { Expression } from './origin.ts'

/** How one column of a derived dataset is computed from the rows of one thing in one bucket. */
export type DerivedColumn =
  | OneOf<'average' | 'sum' | 'min' | 'max', { needs: number }>
  | { kind: 'count'; of: Expression }
  | { kind: 'max_running'; of: Expression; hours: number; needs: number; windows: number }
  | { kind: 'line'; of: Expression; points: [number, number][] }
  | { kind: 'expression'; of: Expression }

/**
 * Rows computed from a delivered dataset: one per `per` × `every`, with the columns of `per`, the bucket's
 * start under the source's time name, and `columns` in order (`line` and `expression` may use the ones above).
 * Its rows lie where the source's rows lie.
 */
export interface DerivedDataset extends DatasetBase {
  type: 'derived'
  from: string
  per: string[]
  every: 'hour' | 'day'
  /** Name of the source's time column. */
  time: string
  /** How the source's rows find their region. */
  region: RegionSource | null
  columns: { name: string; value: DerivedColumn }[]
}

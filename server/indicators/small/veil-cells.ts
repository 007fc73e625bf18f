import type { Indicator } from '../../catalog/index.ts'
import type { Cell, Change, Comparison, Scope } from '../../contract/index.ts'
import { bucketsBetween } from '../../lib/index.ts'
import { comparedBucket } from '../judge/change.ts'
import type { CellsQuery } from '../query.ts'
import type { ReadContext } from '../read/read-cells.ts'
import { veilOf, type Veil } from './hidden.ts'

const untold = (change: Change): Change => ({ ...change, value: null, difference: null, ratio: null, tone: 'even' })

const shut = (cell: Cell, below: number): Cell => ({
  ...cell,
  value: null,
  numerator: null,
  denominator: null,
  rows: 0,
  coverage: null,
  band: null,
  suppressed: true,
  below,
  ...(cell.compare
    ? { compare: Object.fromEntries(Object.entries(cell.compare).map(([basis, change]) => [basis, untold(change)])) }
    : {}),
})

/**
 * What stands beside a number that is told: how many children had rows would tell of each of them, and so would parts
 * that are not counts.
 */
const bared = (indicator: Indicator, cell: Cell): Cell => {
  const counted = indicator.value.kind === 'count' || indicator.value.kind === 'ratio'
  const whole =
    indicator.value.kind === 'ratio' && indicator.value.of.kind === 'count' && indicator.value.to.kind === 'count'
  return {
    ...cell,
    coverage: null,
    rows: counted ? cell.rows : 0,
    ...(whole ? {} : { numerator: null, denominator: null }),
  }
}

interface Spot {
  bucket: number
  query: CellsQuery
}

/** A part of an earlier bucket would cut it at any minute one likes, so it is not told. */
const compared = async (veil: Veil, { bucket, query }: Spot, cell: Cell): Promise<Cell> => {
  if (!cell.compare) return cell
  const compare: Partial<Record<Comparison, Change>> = {}
  for (const [basis, change] of Object.entries(cell.compare) as [Comparison, Change][]) {
    const hidden = change.partial || (await veil.hides(cell.region, comparedBucket(basis, query.grain, bucket)))
    compare[basis] = hidden ? untold(change) : change
  }
  return { ...cell, compare }
}

/** Cells as the reader may know them; regions outer, buckets inner, as they were read. */
export const veilCells = async (
  context: ReadContext,
  scope: Scope,
  indicator: Indicator,
  { query, cells }: { query: CellsQuery; cells: Cell[] },
): Promise<Cell[]> => {
  const veil = veilOf(context, scope, indicator, query)
  if (veil === null) return cells
  const buckets = bucketsBetween(query.grain, query.first, query.last)
  const veiled: Cell[] = []
  for (const [index, cell] of cells.entries()) {
    const bucket = buckets[index % buckets.length]!
    if (!veil.covers(cell.region)) veiled.push(cell)
    else if (await veil.hides(cell.region, bucket)) veiled.push(shut(cell, veil.least))
    else veiled.push(await compared(veil, { bucket, query }, bared(indicator, cell)))
  }
  return veiled
}

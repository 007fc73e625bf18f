import type { Indicator } from '../catalog/index.ts'
import type { Cell, Figure, Grain, RegionCode } from '../contract/index.ts'
import { shift, startOf } from '../lib/index.ts'
import type { Board } from './board.ts'
import { standsSince } from './stands-since.ts'

/** Buckets looked back for the newest value, and drawn as a figure's recent course. */
const COURSE = 30

/** Comparison that says most at a grain: months and longer have seasons, shorter ones have yesterday. */
const PREFERRED: Record<Grain, readonly ['yoy' | 'pop', 'yoy' | 'pop']> = {
  hour: ['pop', 'yoy'],
  day: ['pop', 'yoy'],
  week: ['pop', 'yoy'],
  dekad: ['pop', 'yoy'],
  month: ['yoy', 'pop'],
  quarter: ['yoy', 'pop'],
  year: ['yoy', 'pop'],
}

/** The difference that says most at this grain; `null` where there is nothing to compare with. */
export const preferredChange = (grain: Grain, compare: Cell['compare']): Figure['change'] => {
  const basis = PREFERRED[grain].find((one) => (compare?.[one]?.difference ?? null) !== null)
  return basis ? { ...compare![basis]!, basis } : null
}

const plain = ({ compare: _, ...cell }: Cell): Cell => cell

const dataAt = ({ reading, catalog, clock }: Board, indicator: Indicator, region: RegionCode): string | null => {
  const parts = indicator.datasets.flatMap((id) => {
    const at = reading.heardFrom(id, region)
    return at === null ? [] : [{ at, freshnessSeconds: catalog.datasets.get(id)?.freshnessSeconds ?? Infinity }]
  })
  const since = standsSince(parts, reading.now)
  return since === null ? null : clock.zone.format(since)
}

/**
 * Reads a course that ends with the running bucket; where it holds no value at all, the one that ends with the
 * newest rows there are: what was delivered for an earlier year is shown with its date, not as nothing.
 */
export const readCourse = async (
  { reading, region }: Board,
  indicator: Indicator,
  grain: Grain,
  read: (last: number) => Promise<Cell[]>,
): Promise<{ cells: Cell[]; last: number }> => {
  const running = startOf(grain, reading.now)
  const cells = await read(running)
  const newest = cells.some((cell) => cell.value !== null || cell.suppressed)
    ? null
    : await reading.newestRow(indicator, region.code)
  if (newest === null) return { cells, last: running }
  const last = startOf(grain, newest)
  return { cells: await read(last), last }
}

/** Recent cells of the region, oldest first. */
export const courseOf = (board: Board, indicator: Indicator, grain: Grain): Promise<{ cells: Cell[]; last: number }> =>
  readCourse(board, indicator, grain, (last) =>
    board.reading.cells({
      indicator: indicator.id,
      regions: [board.region.code],
      grain,
      first: shift(grain, last, 1 - COURSE),
      last,
    }),
  )

/** Start (local ms) of the bucket to show: the running one, or the newest with a value when that has none yet. */
export const shownBucket = async (board: Board, indicator: Indicator, grain: Grain): Promise<number> => {
  const { cells, last } = await courseOf(board, indicator, grain)
  const back = cells.toReversed().findIndex((cell) => cell.value !== null)
  return back > 0 ? shift(grain, last, -back) : last
}

/** `bucket` is its start, local ms. */
interface At {
  grain: Grain
  regions: readonly RegionCode[]
  bucket: number
}

/** Figures of several regions for one bucket, in the order of the regions. */
export const figuresAt = async (
  board: Board,
  indicator: Indicator,
  { grain, regions, bucket }: At,
): Promise<Figure[]> => {
  const { reading } = board
  const cells = await reading.cells({
    indicator: indicator.id,
    regions,
    grain,
    first: bucket,
    last: bucket,
    compare: ['yoy', 'pop'],
  })
  const running = startOf(grain, reading.now)
  // An older bucket stands in for the running one: it is as stale as that.
  const silent =
    bucket === running
      ? null
      : await reading.cells({ indicator: indicator.id, regions, grain, first: running, last: running })
  return cells.map((cell, index) => {
    const stale = silent?.[index]?.stale ?? cell.stale
    return {
      indicator: indicator.id,
      region: cell.region,
      grain,
      cell: stale ? { ...plain(cell), stale, band: null } : plain(cell),
      change: preferredChange(grain, cell.compare),
      ...(stale ? { dataAt: dataAt(board, indicator, cell.region) } : {}),
    }
  })
}

/** The figure of the region at the bucket to show. */
export const figureOf = async (board: Board, indicator: Indicator, grain: Grain): Promise<Figure> => {
  const [figure] = await figuresAt(board, indicator, {
    grain,
    regions: [board.region.code],
    bucket: await shownBucket(board, indicator, grain),
  })
  return figure!
}

import type { Indicator } from '../catalog/index.ts'
import type { Cell, Figure, Grain, RegionCode } from '../contract/index.ts'
import { shift, startOf } from '../lib/index.ts'
import type { Board } from './board.ts'

/** Buckets looked back for the newest value, and drawn as a figure's recent course. */
export const COURSE = 30

/** Comparison that says most at a grain: months and longer have seasons, shorter ones have yesterday. */
const PREFERRED: Record<Grain, readonly ['yoy' | 'pop', 'yoy' | 'pop']> = {
  hour: ['pop', 'yoy'], day: ['pop', 'yoy'], week: ['pop', 'yoy'], dekad: ['pop', 'yoy'],
  month: ['yoy', 'pop'], quarter: ['yoy', 'pop'], year: ['yoy', 'pop'],
}

const changeOf = (grain: Grain, cell: Cell): Figure['change'] => {
  const basis = PREFERRED[grain].find((one) => (cell.compare?.[one]?.difference ?? null) !== null)
  return basis ? { ...cell.compare![basis]!, basis } : null
}

const plain = ({ compare: _, ...cell }: Cell): Cell => cell

const dataAt = ({ reading, clock }: Board, indicator: Indicator, region: RegionCode): string | null => {
  const arrivals = indicator.datasets.map((id) => reading.heardFrom(id, region))
  const newest = arrivals.reduce<number | null>((latest, at) => (at !== null && at > (latest ?? 0) ? at : latest), null)
  return newest === null ? null : clock.zone.format(newest)
}

/** Recent cells of a region, oldest first; the last is the running bucket. */
export const courseOf = ({ reading }: Board, indicator: Indicator, grain: Grain, region: RegionCode): Promise<Cell[]> => {
  const last = startOf(grain, reading.now)
  return reading.cells({ indicator: indicator.id, regions: [region], grain, first: shift(grain, last, 1 - COURSE), last })
}

/** Start (local ms) of the bucket to show: the running one, or the newest with a value when that has none yet. */
export const shownBucket = async (board: Board, indicator: Indicator, grain: Grain, region: RegionCode): Promise<number> => {
  const last = startOf(grain, board.reading.now)
  const back = (await courseOf(board, indicator, grain, region)).toReversed().findIndex((cell) => cell.value !== null)
  return back > 0 ? shift(grain, last, -back) : last
}

/** `bucket` is its start, local ms. */
export interface At { grain: Grain; regions: readonly RegionCode[]; bucket: number }

/** Figures of several regions for one bucket, in the order of the regions. */
export const figuresAt = async (board: Board, indicator: Indicator, { grain, regions, bucket }: At): Promise<Figure[]> => {
  const { reading } = board
  const cells = await reading.cells({ indicator: indicator.id, regions, grain, first: bucket, last: bucket, compare: ['yoy', 'pop'] })
  const running = startOf(grain, reading.now)
  // An older bucket stands in for the running one: it is as stale as that.
  const silent = bucket === running ? null : await reading.cells({ indicator: indicator.id, regions, grain, first: running, last: running })
  return cells.map((cell, index) => {
    const stale = silent?.[index]?.stale ?? cell.stale
    return {
      indicator: indicator.id,
      region: cell.region,
      grain,
      cell: stale ? { ...plain(cell), stale, band: null } : plain(cell),
      change: changeOf(grain, cell),
      ...(stale ? { dataAt: dataAt(board, indicator, cell.region) } : {}),
    }
  })
}

/** The figure of one region at the bucket to show. */
export const figureOf = async (board: Board, indicator: Indicator, grain: Grain, region: RegionCode): Promise<Figure> => {
  const [figure] = await figuresAt(board, indicator, { grain, regions: [region], bucket: await shownBucket(board, indicator, grain, region) })
  return figure!
}

import type { Band, RankingPanel, View } from '../../../server/contract/index.ts'
import { pressableCell, type Lookup, type Pressable } from '../../lib/ask.ts'
import { shownBand } from '../../lib/band.ts'
import { shownChange, type ShownChange } from '../../lib/change.ts'
import { bucketWords, type CivilTime } from '../../lib/moment.ts'

/** One place in a ranking. */
interface RankingRow {
  rank: number
  region: string
  name: string
  /** Length of the bar in percent, as the server gives it. */
  length: string
  band: Band | null
  stale: boolean
  number: Pressable
  change: ShownChange | null
  /** Another place's number: there is nothing to open. */
  peer: boolean
}

const ZEROS = 3

/** What a list of so many lines shows. */
interface RankingList {
  rows: RankingRow[]
  /** All others that are known are 0, and one line says so. */
  restZero: boolean
}

/**
 * As many rows as fit; once a ranking from the largest down has come to 0, its equal rest is one line. A place the
 * screen is about stays.
 */
export const rankingList = (rows: readonly RankingRow[], fit: number): RankingList => {
  const firstZero = rows.findIndex(({ number }) => number.value === 0)
  const zeros =
    firstZero > 0
    && rows.length - firstZero >= ZEROS
    && rows.slice(firstZero).every(({ number, peer }) => number.value === 0 && !peer)
  return zeros && firstZero < fit
    ? { rows: rows.slice(0, firstZero), restZero: true }
    : { rows: rows.slice(0, fit), restZero: false }
}

/** Why nothing is ranked below the place of a view. */
export const noRankingWords = (view: Pick<View, 'region' | 'children'> | null): string =>
  view?.region.kind === 'zone'
    ? `${view.region.name}属统计区域，不参与排名。`
    : view?.children.length === 0
      ? '这是最末一级区域，没有下级可以排行。'
      : '下级区域还没有这项数据。'

/** Rows in the server's order. */
export const rankingRows = (data: RankingPanel, lookup: Lookup): RankingRow[] => {
  const info = lookup(data.indicator)
  return data.rows.map(({ rank, name, share, figure, peer = false }) => ({
    rank,
    name,
    peer,
    region: figure.region,
    length: `${(share * 100).toFixed(1)}%`,
    band: shownBand(figure.cell),
    stale: figure.cell.stale,
    number: pressableCell(info, figure.grain, figure.cell, name),
    change: figure.cell.stale ? null : shownChange(figure.change, figure.grain, info),
  }))
}

/**
 * Of when the ranking is, what its differences are against, and that the lowest come first where more is better: `今日 ·
 * 较昨日同时段 · 由低到高`.
 */
export const rankingNote = (data: RankingPanel, lookup: Lookup, now: CivilTime): string => {
  const first = data.rows[0]
  if (!first) return ''
  const basis = data.rows
    .map(({ figure }) => shownChange(figure.change, figure.grain, lookup(data.indicator))?.basis)
    .find(Boolean)
  const order = lookup(data.indicator).better === 'higher' ? '由低到高' : null
  return [bucketWords(first.figure.cell.bucket, data.grain, now), basis, order].filter(Boolean).join(' · ')
}

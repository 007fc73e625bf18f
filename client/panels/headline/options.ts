import type { Band, BandScale, HeadlinePanel, PanelData, Undelivered } from '../../../server/contract/index.ts'
import { formatAgo } from '../../lib/age.ts'
import { pressableCell, targetWords, type Lookup, type Pressable } from '../../lib/ask.ts'
import { shownBand } from '../../lib/band.ts'
import { shownChange, type ShownChange } from '../../lib/change.ts'
import { bucketWords, isCurrent, type CivilTime } from '../../lib/moment.ts'

/** One key number with all that is said about it. */
export interface HeadlineItem {
  key: string
  theme: string
  title: string
  /** The bucket in words when it is not the day that is running: nobody should take last month for today. */
  when: string
  number: Pressable
  band: Band | null
  scale: BandScale
  /** How old a stale number is; `null` while it is fresh. */
  stale: string | null
  change: ShownChange | null
  /** What stands where a difference would, while there is none. */
  none: string
  /** Whole periods only, of a number that grows while its own runs. */
  spark: (number | null)[]
  /** The last point of the small line is a period that still runs. */
  running: boolean
  target: string | null
}

interface HeadlineWorld {
  lookup: Lookup
  themeTitle: (id: string) => string
  now: CivilTime
  instant: number
}

type Item = HeadlinePanel['items'][number]

/**
 * Nothing is known of it here and nothing was lately: a national station measures for the district, not for its towns.
 */
const isAbsent = ({ cell, spark }: Item): boolean =>
  cell.value === null && !cell.suppressed && spark.every((value) => value === null)

/** True when a panel has no number to show: it takes no more room than its notes. */
export const isBare = (data: PanelData | undefined): boolean =>
  data?.kind === 'headline'
  && data.items.length > 0
  && data.items.every((item) => item.awaits !== undefined || isAbsent(item))

/** The items of a headline panel that have something to say, in the order of its definition. */
export const headlineItems = (
  data: HeadlinePanel,
  { lookup, themeTitle, now, instant }: HeadlineWorld,
): HeadlineItem[] =>
  (isBare(data) ? [] : data.items.filter(({ awaits }) => awaits === undefined)).map(
    ({ indicator, grain, cell, change, spark, dataAt }) => {
      const info = lookup(indicator)
      const running = isCurrent(cell.bucket, grain, now)
      return {
        key: `${indicator}/${grain}`,
        theme: themeTitle(info.theme),
        title: info.title,
        when: running && grain === 'day' ? '' : bucketWords(cell.bucket, grain, now),
        number: pressableCell(info, grain, cell),
        band: shownBand(cell),
        scale: info.scale,
        stale: cell.stale ? (dataAt ? `数据停在 ${formatAgo(dataAt, instant)}` : '数据未按时更新') : null,
        change: cell.stale ? null : shownChange(change, grain, info),
        none: cell.value === null && !cell.suppressed ? '尚无数据' : '无可比数据',
        ...(running && info.grows ? { spark: spark.slice(0, -1), running: false } : { spark, running }),
        target: cell.target === null ? null : targetWords(cell.target, info),
      }
    },
  )

/** Numbers that wait for the same delivery, as one note; `source` is `null` for those that are not measured here. */
interface Awaited {
  key: string
  source: Undelivered | null
  numbers: { key: string; title: string; number: Pressable }[]
}

/**
 * What is waited for, and the numbers that will come with it: a panel says it once instead of a row of dashes. What is
 * not measured here is told only by a panel of nothing else.
 */
export const awaitedOf = (data: HeadlinePanel, lookup: Lookup): Awaited[] => {
  const notes = new Map<string, Awaited>()
  const nowhere = isBare(data) ? [null] : []
  for (const { indicator, grain, cell, awaits } of data.items) {
    for (const source of awaits ?? nowhere) {
      const key = source ? `${source.title}/${source.owner}` : ''
      const info = lookup(indicator)
      const note = notes.get(key) ?? { key, source, numbers: [] }
      note.numbers.push({ key: `${indicator}/${grain}`, title: info.title, number: pressableCell(info, grain, cell) })
      notes.set(key, note)
    }
  }
  return [...notes.values()]
}

/** Columns for so many items in a box of design pixels: one while each has room for its three lines. */
export const headlineColumns = (items: number, { width, height }: { width: number; height: number }): number => {
  if (items <= 1 || height === 0) return 1
  const least = 77
  if (height / items >= least) return height / items > 190 && items > 3 && width > 520 ? 2 : 1
  return Math.max(1, Math.min(Math.floor(width / 180), Math.ceil((items * least) / height)))
}

/** Columns on a page that scrolls: as many as are wide enough, all equally full. */
export const deskColumns = (items: number, width: number): number => {
  const most = Math.max(1, Math.floor(width / 230))
  return items <= most ? Math.max(1, items) : Math.ceil(items / Math.ceil(items / most))
}

/**
 * How much larger than usual a cell's number and words are: on a wall of several screens there is room to be read from
 * farther away.
 */
export const headlineScale = (
  items: number,
  columns: number,
  { width, height }: { width: number; height: number },
): number => {
  const cell = { width: width / columns, height: height / Math.max(1, Math.ceil(items / columns)) }
  return Math.round(Math.min(1.8, Math.max(1, Math.min(cell.height / 110, cell.width / 300))) * 100) / 100
}

/**
 * The small line of an item: beside the number where the cell is wide enough, else below it where it is high enough.
 */
interface SparkPlace {
  width: number
  height: number
  below: boolean
}

/** Room for the small line in a cell of the panel; `null` where there is none. */
export const sparkPlace = (
  items: number,
  columns: number,
  { width, height }: { width: number; height: number },
  scale = 1,
): SparkPlace | null => {
  const cell = {
    width: width / columns - (columns > 1 ? 24 : 0),
    height: height / Math.max(1, Math.ceil(items / columns)),
  }
  if (cell.width >= 210)
    return {
      width: Math.round(Math.min(300, cell.width * 0.28 + Math.max(0, cell.width - 420) * 0.3)),
      height: Math.round(Math.min(96 * scale, Math.max(34, cell.height - 90 * scale))),
      below: false,
    }
  // Below the number the foot may need two lines.
  return cell.width >= 120 && cell.height >= 128
    ? { width: Math.floor(cell.width) - 4, height: Math.round(Math.min(60, cell.height - 104)), below: true }
    : null
}

import type { Band, BucketStart, Grain, TablePanel } from '../../../server/contract/index.ts'
import { pressableCell, type Lookup, type Pressable } from '../../lib/ask.ts'
import { gravityOf, shownBand } from '../../lib/band.ts'
import { bucketTick, bucketWords, type CivilTime } from '../../lib/moment.ts'

/** Heading of a column: the indicator, its unit, and of when the numbers are. */
interface TableColumn {
  key: string
  title: string
  unit: string
  when: string
}

/** A place with its figures, in the order of the columns. */
interface TableRow {
  region: string
  name: string
  cells: { key: string; number: Pressable; band: Band | null; stale: boolean }[]
}

/** A heading has room for a day as the charts write it, not for its words. */
const headWords = (bucket: BucketStart, grain: Grain, now: CivilTime): string => {
  const words = bucketWords(bucket, grain, now)
  return /^\d+月\d+日$/.test(words) ? bucketTick(bucket, grain) : words
}

/** Columns in the order of the definition. */
export const tableColumns = (data: TablePanel, lookup: Lookup, now: CivilTime): TableColumn[] =>
  data.columns.map(({ indicator, grain }, index) => {
    const info = lookup(indicator)
    const bucket = data.rows.map(({ cells }) => cells[index]?.bucket).find(Boolean)
    return {
      key: `${indicator}/${grain}`,
      title: info.title,
      unit: info.unit,
      when: bucket ? headWords(bucket, grain, now) : '',
    }
  })

/** What is grave first, since a wall shows the top of a long table only; all else in the order of the places. */
export const tableRows = (data: TablePanel, lookup: Lookup): TableRow[] => {
  const rows = data.rows.map(({ region, name, cells }): TableRow => ({
    region,
    name,
    cells: cells.flatMap((cell, index) => {
      const column = data.columns[index]
      if (!column) return []
      const { indicator, grain } = column
      return [
        {
          key: `${indicator}/${grain}`,
          number: pressableCell(lookup(indicator), grain, cell, name),
          band: shownBand(cell),
          stale: cell.stale,
        },
      ]
    }),
  }))
  const worst = ({ cells }: TableRow): number => Math.min(...cells.map(({ band }) => gravityOf(band)))
  return rows.sort((one, other) => worst(one) - worst(other))
}

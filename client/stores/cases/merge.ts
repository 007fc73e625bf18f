import type { CaseRow, CasesAnswer } from '../../../server/contract/index.ts'

/** A row on the list; `left` = it no longer belongs to the list, but stays where it is until the reader asks. */
export interface QueueRow {
  row: CaseRow
  left: boolean
}

/** What a newer answer does to a list somebody is reading. */
interface Merged {
  rows: QueueRow[]
  fresh: CaseRow[]
}

/**
 * A newer first stretch of the same list taken into the one on screen without moving a line: rows known are renewed in
 * place, rows that left are marked, rows never seen are held back as `fresh`. A stretch full to `asked` rows says
 * nothing of what lies beyond its last known row: rows there have only slid in or out.
 */
export const mergeRows = (shown: readonly QueueRow[], { cases }: Pick<CasesAnswer, 'cases'>, asked: number): Merged => {
  const complete = cases.length < asked
  const newer = new Map(cases.map((row) => [row.id, row]))
  const known = new Set(shown.map(({ row }) => row.id))
  const lastShown = complete ? Infinity : shown.findLastIndex(({ row }) => newer.has(row.id))
  const lastKnown = complete ? Infinity : cases.findLastIndex(({ id }) => known.has(id))
  return {
    rows: shown.map((held, index) => {
      const row = newer.get(held.row.id)
      return row ? { row, left: false } : { row: held.row, left: held.left || index < lastShown }
    }),
    fresh: cases.filter(({ id }, index) => !known.has(id) && index < lastKnown),
  }
}

/** A case renewed where it stands; nothing happens when it is not on the list. */
export const renewRow = (shown: readonly QueueRow[], row: CaseRow): QueueRow[] =>
  shown.map((held) => (held.row.id === row.id ? { row, left: held.left } : held))

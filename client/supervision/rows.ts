import type { CaseDetail, CaseRow } from '../../server/contract/index.ts'

/**
 * A line of 督办考反馈: what was ordered on top of the task itself, who is on it, how far, how it was judged and what was
 * answered.
 */
export interface SupervisionLine {
  row: CaseRow
  order: string | null
  by: string
  score: number | null
  feedback: { words: string; at: string; done: boolean } | null
  loop: CaseDetail['loop'] | null
}

/** A case as a line; what only its chain tells is there once the chain has been read. */
export const lineOf = (row: CaseRow, detail: CaseDetail | undefined): SupervisionLine => {
  const rated = detail?.entries.findLast(({ action }) => action.id === 'rate')
  const answered = detail?.entries.findLast(
    ({ action, automatic }) => action.id === 'feedback' || (action.id === 'remark' && !automatic),
  )
  return {
    row,
    order: row.supervised?.words || null,
    by: row.supervised?.by ?? row.origin.title,
    score: rated?.amount ?? null,
    feedback: answered ? { words: answered.words, at: answered.at, done: answered.action.id === 'feedback' } : null,
    loop: detail?.loop ?? null,
  }
}

const weight = ({ clocks: { whole, step } }: CaseRow): number =>
  whole.state === 'overdue' || step?.state === 'overdue' ? 0 : whole.state === 'soon' || step?.state === 'soon' ? 1 : 2

/** Overdue first, then what is nearly so; otherwise as the server gave them. */
export const overdueFirst = (rows: readonly CaseRow[]): CaseRow[] => rows.toSorted((a, b) => weight(a) - weight(b))

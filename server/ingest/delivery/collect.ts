import type { Problem } from '../../contract/index.ts'
import type { CheckedRow, Refusal } from '../../store/index.ts'
import { MOST_ROWS, problems } from '../problem.ts'
import { reject, type FileProblem, type Parsed } from '../../parse/index.ts'
import type { Checker } from '../validate/index.ts'

interface Collected {
  rows: CheckedRow[]
  rejects: Refusal[]
  ignoredColumns: string[]
}

interface CollectOptions {
  checker: Checker
  /** Added to every row's number. */
  skip: number
  latest: number
}

const isReject = (checked: CheckedRow | Refusal): checked is Refusal => 'reason' in checked

const headerProblem = (checker: Checker, columns: readonly string[]): Problem | null => {
  const { missing, duplicated, ignored } = checker.headers(columns)
  if (duplicated.length > 0) return problems.duplicateHeaders(duplicated)
  return missing.length > 0 ? problems.missingHeaders(missing, ignored) : null
}

/** A file that breaks off keeps what came before the break; one that was never taken whole keeps nothing. */
const atBreak = (problem: FileProblem, last: number, count: number): Problem | Refusal => {
  if (problem.kind === 'too-large') return problems.tooLarge(problem.message)
  if (problem.kind === 'interrupted') return problems.interrupted(problem)
  if (count === 0) return problems.unreadable(problem)
  return reject(last + 1, null, null, `${problem.message}；以上各行已照常处理`)
}

/** Checks every row of a delivery. What it holds is bounded by `MOST_ROWS`. */
export const collect = async (
  parsed: AsyncIterable<Parsed[]>,
  { checker, skip, latest }: CollectOptions,
): Promise<Collected | { problem: Problem }> => {
  const rows: CheckedRow[] = []
  const rejects: Refusal[] = []
  const headers: string[] = []
  let last = skip
  const take = (item: Parsed): Problem | null => {
    if ('columns' in item) {
      headers.push(...item.columns)
      return item.fixed ? headerProblem(checker, item.columns) : null
    }
    if ('problem' in item) {
      const end = atBreak(item.problem, last, rows.length + rejects.length)
      if (!('reason' in end)) return end
      rejects.push(end)
      return null
    }
    last = item.row + skip
    if ('broken' in item) rejects.push({ ...item.broken, row: last })
    else {
      const checked = checker.check(last, item.values, latest)
      if (isReject(checked)) rejects.push(checked)
      else rows.push(checked)
    }
    return rows.length + rejects.length > MOST_ROWS ? problems.tooLarge(`超过 ${MOST_ROWS} 行`) : null
  }
  for await (const items of parsed) {
    for (const item of items) {
      const problem = take(item)
      if (problem !== null) return { problem }
    }
  }
  return { rows, rejects, ignoredColumns: checker.headers(headers).ignored }
}

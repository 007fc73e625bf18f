import type { FeedsPanel } from '../../../server/contract/index.ts'
import { formatAgo } from '../../lib/age.ts'
import { formatNumber } from '../../lib/number.ts'

/** One delivery of data: who sends it, when last, how much, how much of it was refused. */
interface FeedRow {
  key: string
  title: string
  owner: string
  arrived: string
  state: '正常' | '超时' | '未接入'
  rows: string
  rejected: string
}

/** Rows in the server's order. */
export const feedRows = (data: FeedsPanel, instant: number): FeedRow[] =>
  data.rows.map(({ dataset, title, owner, lastArrival, stale, rowsToday, rejectedToday }) => ({
    key: dataset,
    title,
    owner,
    arrived: lastArrival === null ? '从未送达' : formatAgo(lastArrival, instant),
    state: lastArrival === null ? '未接入' : stale ? '超时' : '正常',
    rows: rowsToday === null ? '—' : formatNumber(rowsToday, 0),
    rejected: rejectedToday !== null && rejectedToday > 0 ? formatNumber(rejectedToday, 0) : '',
  }))

import type { TickerPanel } from '../../../server/contract/index.ts'
import { shownAlert, type ShownAlert } from '../../lib/alert.ts'
import type { Lookup } from '../../lib/ask.ts'

/** The alerts of a ticker in words, in the server's order. */
export const tickerItems = (data: TickerPanel, lookup: Lookup, now: number): ShownAlert[] =>
  data.rows.map((row) => shownAlert(row, lookup, now))

import type { TickerPanel } from '../../../server/contract/index.ts'
import type { Lookup } from '../../lib/ask.ts'
import { shownWarning, type ShownWarning } from '../../lib/warning.ts'

/** The warnings of a ticker in words, in the server's order. */
export const tickerItems = (data: TickerPanel, lookup: Lookup): ShownWarning[] => data.rows.map((row) => shownWarning(row, lookup))

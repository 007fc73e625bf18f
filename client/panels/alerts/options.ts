import type { AlertsPanel } from '../../../server/contract/index.ts'
import { shownAlert, type ShownAlert } from '../../lib/alert.ts'
import type { Lookup } from '../../lib/ask.ts'

/** As many alerts as fit in words, and what is to be said about the rest. */
interface AlertList {
  rows: ShownAlert[]
  note: string
}

const ROW_LEAST = 54

/** The alerts that fit a list of `height` design pixels, in the server's order, worst first. */
export const alertList = (
  data: AlertsPanel,
  lookup: Lookup,
  { height, now }: { height: number; now: number },
): AlertList => {
  const fit = height > 0 ? Math.max(1, Math.floor(height / ROW_LEAST)) : data.rows.length
  const rows = data.rows.slice(0, fit).map((row) => shownAlert(row, lookup, now))
  return {
    rows,
    note:
      data.total > rows.length
        ? `共 ${data.total} 条，列出最重的 ${rows.length} 条`
        : data.total > 0
          ? `共 ${data.total} 条`
          : '',
  }
}

import type { AlertBrief } from '../../contract/index.ts'
import type { Board, PanelMaker } from '../board.ts'

const TICKER_ROWS = 20

const chosen = ({ alerts: all }: Board, of: readonly string[] | undefined): AlertBrief[] =>
  of ? all.filter(({ indicator }) => indicator !== null && of.includes(indicator)) : all

/** The worst open alerts, with how many there are in all. */
export const alerts: PanelMaker<'alerts'> = (board, panel) => {
  const all = chosen(board, panel.of)
  return Promise.resolve({ kind: 'alerts', rows: all.slice(0, panel.top), total: all.length })
}

/** Red and orange alerts, as a running line. */
export const ticker: PanelMaker<'ticker'> = (board, panel) =>
  Promise.resolve({
    kind: 'ticker',
    rows: chosen(board, panel.of)
      .filter(({ band }) => band === 'red' || band === 'orange')
      .slice(0, TICKER_ROWS),
  })

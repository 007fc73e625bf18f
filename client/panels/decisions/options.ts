import {
  DECISION_WORDS,
  decisionTotal,
  type Band,
  type BandScale,
  type DecisionReason,
  type DecisionsPanel,
} from '../../../server/contract/index.ts'
import { shownAlert, type ShownAlert } from '../../lib/alert.ts'
import { pressableCell, type Lookup, type Pressable } from '../../lib/ask.ts'
import { shownBand } from '../../lib/band.ts'
import { shownChange, type ShownChange } from '../../lib/change.ts'

/** Something to be decided: the alert, why it waits, and for how long. */
interface ShownDecision extends ShownAlert {
  reason: DecisionReason
  why: string
  worse: boolean
}

/** A number beside it, with its change. */
interface BesideNumber {
  key: string
  title: string
  number: Pressable
  band: Band | null
  scale: BandScale
  stale: boolean
  change: ShownChange | null
}

/** The strip in words and numbers; `total` is counted by the server. */
interface Decisions {
  total: number
  /** Colour of the gravest that waits; `good` when nothing does. */
  tone: 'red' | 'orange' | 'good'
  rows: ShownDecision[]
  /** How many wait that are not listed. */
  more: number
  beside: BesideNumber[]
}

const [CARD_LEAST, SUM, BESIDE, GAP] = [268, 132, 184, 12]

/** How many stand side by side in a strip of `width` design pixels; there are two lines of them. */
export const decisionColumns = (width: number, beside: boolean): number =>
  Math.max(1, Math.floor((width - SUM - (beside ? BESIDE : 0)) / (CARD_LEAST + GAP)))

/** How many are listed: two lines of them, and four where they stand below each other. */
export const decisionsFit = (columns: number): number => Math.max(4, 2 * columns)

/** What waits, in the server's order, as much of it as `fit`. */
export const shownDecisions = (
  data: DecisionsPanel,
  lookup: Lookup,
  { fit, now }: { fit: number; now: number },
): Decisions => {
  const total = decisionTotal(data)
  const rows = data.rows.slice(0, fit).map(({ alert, reason }) => ({
    ...shownAlert(alert, lookup, now),
    reason,
    why: DECISION_WORDS[reason],
    worse: alert.course === 'worse' && reason !== 'worse',
  }))
  const first = data.rows[0]?.alert.band
  return {
    total,
    rows,
    more: total - rows.length,
    tone: first === 'red' ? 'red' : first ? 'orange' : 'good',
    beside: data.figures.map(({ indicator, grain, cell, change }) => {
      const info = lookup(indicator)
      return {
        key: indicator,
        title: info.title,
        number: pressableCell(info, grain, cell),
        band: shownBand(cell),
        scale: info.scale,
        stale: cell.stale,
        change: cell.stale ? null : shownChange(change, grain, info),
      }
    }),
  }
}

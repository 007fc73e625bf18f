import {
  DECISION_REASONS,
  type AlertBrief,
  type DecisionReason,
  type DecisionsPanel,
  type Figure,
} from '../../contract/index.ts'
import { grainOf, indicatorsOf, type PanelMaker } from '../board.ts'
import { figureOf } from '../figures.ts'

/**
 * Why a leader has to decide something of a grave alert; `null` = it is in hand, calming, or muted on purpose. Whether
 * nobody is on it follows from its case, and is told to those alone who are told of that.
 */
const reasonOf = (alert: AlertBrief): DecisionReason | 'untold' | null => {
  const { state, owner, muted, case: opened, caseUntold, caseEnded, course } = alert
  if (muted !== null || state === 'recovering' || state === 'resolved') return null
  if (owner === null && caseUntold) return 'untold'
  if (owner === null && opened === null) return 'unclaimed'
  if (caseEnded) return 'ended'
  return course === 'worse' ? 'worse' : null
}

const RED_FIRST = { red: 0, orange: 1 } as const
const WORSE_FIRST = { worse: 0, even: 1, better: 2 } as const

/**
 * What waits for a decision among open alerts: red before orange, then by why it waits, then what gets worse, then
 * what has waited longest. Every grave alert is counted once: in one of the reasons, as in hand, or as untold.
 */
export const decisionsOf = (
  alerts: readonly AlertBrief[],
  top: number,
): Pick<DecisionsPanel, 'waiting' | 'inHand' | 'untold' | 'rows'> => {
  const grave = alerts.flatMap((alert) =>
    alert.band === 'red' || alert.band === 'orange' ? [{ alert, band: alert.band, reason: reasonOf(alert) }] : [],
  )
  const waiting = grave.flatMap(({ alert, band, reason }) =>
    reason === null || reason === 'untold' ? [] : [{ alert, band, reason }],
  )
  const untold = grave.filter(({ reason }) => reason === 'untold').length
  const sorted = waiting.toSorted(
    (a, b) =>
      RED_FIRST[a.band] - RED_FIRST[b.band]
      || DECISION_REASONS.indexOf(a.reason) - DECISION_REASONS.indexOf(b.reason)
      || WORSE_FIRST[a.alert.course] - WORSE_FIRST[b.alert.course]
      || Date.parse(a.alert.since) - Date.parse(b.alert.since),
  )
  const counted = (reason: DecisionReason): number => waiting.filter((one) => one.reason === reason).length
  return {
    waiting: { unclaimed: counted('unclaimed'), ended: counted('ended'), worse: counted('worse') },
    inHand: grave.length - waiting.length - untold,
    untold,
    rows: sorted.slice(0, top).map(({ alert, reason }) => ({ alert, reason })),
  }
}

/**
 * What has to be decided now, with the numbers the screen puts beside it; one whose definition is broken is left out.
 */
export const decisions: PanelMaker<'decisions'> = async (board, panel) => {
  const figures: Figure[] = []
  for (const indicator of indicatorsOf(board, panel.of ?? []))
    figures.push(await figureOf(board, indicator, grainOf(indicator, panel)))
  return { kind: 'decisions', ...decisionsOf(board.alerts, panel.top), figures }
}

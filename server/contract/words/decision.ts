import { DECISION_REASONS, type DecisionReason, type DecisionsPanel } from '../view.ts'

/** Why something waits for a decision, as screens and pictures say it. */
export const DECISION_WORDS: Record<DecisionReason, string> = {
  unclaimed: '无人接手',
  ended: '事件了结未解除',
  worse: '在办仍在变差',
}

/** How many alerts wait for a decision. */
export const decisionTotal = ({ waiting }: Pick<DecisionsPanel, 'waiting'>): number =>
  DECISION_REASONS.reduce((sum, reason) => sum + waiting[reason], 0)

/** How many red and orange alerts wait for a decision, why, and how many do not: `无人接手 3 条 · 在办仍在变差 2 条 · 其余 4 条在办`. */
export const decisionSums = ({
  waiting,
  inHand,
  untold,
}: Pick<DecisionsPanel, 'waiting' | 'inHand' | 'untold'>): string => {
  const reasons = DECISION_REASONS.filter((reason) => waiting[reason] > 0)
  if (reasons.length === 0 && untold === 0)
    return inHand > 0 ? `红色、橙色预警 ${inHand} 条，都有人在办或已有安排，没有在变差` : '没有红色、橙色预警'
  const waits = reasons.map((reason) => `${DECISION_WORDS[reason]} ${waiting[reason]} 条`)
  const hidden = untold > 0 ? [`未签收 ${untold} 条，是否立案不在您的权限之内`] : []
  return [...waits, ...hidden, ...(inHand > 0 ? [`其余 ${inHand} 条在办`] : [])].join(' · ')
}

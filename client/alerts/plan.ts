import type { AlertInfo, AlertPlan } from '../../server/contract/index.ts'
import { formatSpan } from '../lib/age.ts'
import { bandLook } from '../lib/band.ts'

/** One step of a response plan in words. */
interface ShownStep {
  key: number
  who: string
  does: string
  /** `1 小时内`; empty where the plan sets no time. */
  within: string
  /** `Ⅱ级 橙起`, where the alert is not that grave yet; empty for a step that is asked for. */
  later: string
}

/** The steps of a plan, those the alert asks for now told apart from those it would ask for if it grew worse. */
export const shownSteps = ({ steps }: AlertPlan, { scale }: Pick<AlertInfo, 'scale'>): ShownStep[] =>
  steps.map(({ who, does, withinSeconds, from, asked }, key) => ({
    key,
    who,
    does,
    within: withinSeconds === null ? '' : `${formatSpan(withinSeconds)}内`,
    later: asked || from === null ? '' : `${bandLook(from, scale).word}起`,
  }))

import type { CaseType } from '../../catalog/index.ts'
import { LOOP_STEPS, type CaseActionId, type CaseState, type LoopStep } from '../../contract/index.ts'
import type { Case } from '../types.ts'

/** The order in which the steps of the loop are usually done, told by the action that opens each. */
const ORDER: readonly CaseActionId[] = [
  'report',
  'file',
  'dispatch',
  'assign',
  'handover',
  'sign',
  'supervise',
  'feedback',
  'verify',
  'close',
  'rate',
  'archive',
]
const RANK: Partial<Record<CaseState, CaseActionId>> = {
  reported: 'report',
  filed: 'file',
  returned: 'file',
  dispatched: 'dispatch',
  handling: 'sign',
  feedback: 'feedback',
  verified: 'verify',
  closed: 'close',
  rated: 'rate',
  archived: 'archive',
}

/** The steps of the loop a type goes through, in the order they are done. */
export const loopOrder = (type: CaseType): LoopStep[] =>
  LOOP_STEPS.filter((step) => type.loop.has(step)).sort(
    (a, b) => ORDER.indexOf(type.loop.get(a)![0]!) - ORDER.indexOf(type.loop.get(b)![0]!),
  )

const isStepDone = (step: LoopStep, one: Pick<Case, 'did'>, type: CaseType): boolean =>
  type.loop.get(step)?.some((action) => one.did.includes(action)) ?? false

/** Steps of the type's loop that nobody has done, in order. A case with any is never archived. */
export const missingSteps = (one: Pick<Case, 'did'>, type: CaseType): LoopStep[] =>
  loopOrder(type).filter((step) => !isStepDone(step, one, type))

/** Where each step of the loop stands: a step that was passed without being done is missing. */
export const loopState = (
  step: LoopStep,
  one: Case,
  type: CaseType,
): 'done' | 'running' | 'ahead' | 'missing' | 'unneeded' => {
  if (!type.loop.has(step)) return 'unneeded'
  if (isStepDone(step, one, type)) return 'done'
  const reached = RANK[one.state]
  if (reached === undefined) return 'ahead'
  const at = ORDER.indexOf(reached)
  const mine = ORDER.indexOf(type.loop.get(step)![0]!)
  if (mine < at) return 'missing'
  return missingSteps(one, type).find((other) => ORDER.indexOf(type.loop.get(other)![0]!) > at) === step
    ? 'running'
    : 'ahead'
}

/** Share of the loop that is done, 0–1. */
export const progressOf = (one: Case, type: CaseType): number =>
  type.loop.size === 0 ? 0 : 1 - missingSteps(one, type).length / type.loop.size

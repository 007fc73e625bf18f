import type { CaseActionId, CaseUrgency, LoopStep } from '../../contract/index.ts'
import type { WorkWeek } from '../../lib/index.ts'
import type { LIMITED_STEPS, LimitDefinition } from '../schema/index.ts'
import type { Origin } from './origin.ts'

export type LimitedStep = (typeof LIMITED_STEPS)[number]
/** A span as written; `d` is a working day of the type's worktime. */
export type CaseSpan = LimitDefinition

/** When people work. */
export interface Worktime {
  id: string
  title: string
  week: WorkWeek
}

/** A department that can be given cases; `region` `null` = the root. */
export interface Unit {
  id: string
  title: string
  region: string | null
  order: number
}

export interface CaseType {
  id: string
  title: string
  theme: string
  meaning: string | null
  group: 'event' | 'task'
  order: number
  byHand: boolean
  /** How far a case from a rule or a feed has come when it opens. */
  starts: 'reported' | 'filed' | 'dispatched'
  /** Level of the region that takes it in; `null` = the level above where it happened. */
  level: string | null
  urgency: CaseUrgency
  /** `null` = day and night. */
  worktime: string | null
  limits: Partial<Record<LimitedStep, CaseSpan>>
  whole: CaseSpan
  extends: { times: number; most: CaseSpan }
  evidence: Partial<Record<CaseActionId, number>>
  near: { metres: number; days: number }
  /** Steps this type goes through, in order, each with the actions that count for it. */
  loop: ReadonlyMap<LoopStep, readonly CaseActionId[]>
  origin: Origin
}

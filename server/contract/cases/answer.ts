import type { RegionCode } from '../region.ts'
import type { Moment } from '../time.ts'
import type { CaseRow } from './case.ts'
import type { CaseParty } from './entry.ts'
import type { CaseActionId, CaseQueue, CaseState, CaseUrgency, LoopStep, Named } from './state.ts'

/** Answer of `GET /api/v1/cases`. */
export interface CasesAnswer {
  asOf: Moment
  cases: CaseRow[]
  /** All that match, not only this page. */
  total: number
  /** Sizes of the tabs under the same filters, so that each number is what a click shows. */
  counts: Record<CaseQueue, number>
  /** How many of `total` are overdue. */
  late: number
  /**
   * Asked `by: 'type'`: the types of the group the reader may see, in the declared order, none left out for being
   * empty, each with its size under the same filters but `type`; `null` = not asked.
   */
  types: { id: string; title: string; group: 'event' | 'task'; total: number; late: number }[] | null
  /** Send it back as `cursor` for the next page; `null` = this is the last. */
  next: string | null
}

/** A limit of a type as written: 4 小时、3 个工作日. */
export interface CaseLimit {
  step: Named<CaseState>
  words: string
}

/** A type of case with its own steps, limits and evidence. */
export interface CaseTypeInfo {
  id: string
  title: string
  theme: string
  group: 'event' | 'task'
  /** May be reported by hand, on desk and phone. */
  byHand: boolean
  urgency: CaseUrgency
  /** Limits run day and night instead of in working hours. */
  roundTheClock: boolean
  limits: CaseLimit[]
  whole: string
  /** Photos needed, by action. */
  evidence: Partial<Record<CaseActionId, number>>
  /** Which steps of the loop this type goes through. */
  loop: Named<LoopStep>[]
}

/** Answer of `GET /api/v1/cases/types`: types the reader may see, and the words for everything. */
export interface CaseTypesAnswer {
  types: CaseTypeInfo[]
  states: Named<CaseState>[]
  actions: Named<CaseActionId>[]
  queues: Named<CaseQueue>[]
  urgencies: Named<CaseUrgency>[]
  /** Types the reader reported last, newest first: what the phone offers first. */
  recent: string[]
}

/**
 * Answer of `GET /api/v1/cases/parties`; `open` = open cases the party has now, of those the reader may see; `null` =
 * the party is outside the reader's scope. Nearest first.
 */
export interface PartiesAnswer {
  parties: (CaseParty & { open: number | null })[]
}

/** Event `case:changed`, sent to everyone who may see the case. */
export interface CaseChanged {
  id: string
  number: string
  title: string
  region: RegionCode
  type: string
  state: CaseState
  action: CaseActionId
  seen: string
  at: Moment
  /** Party ids that have it now. */
  owners: string[]
  overdue: boolean
}

import type { RegionCode } from '../region.ts'
import type { Moment } from '../time.ts'
import type { CaseEntry, CaseEvidence, CaseLoopStep, CaseParty } from './entry.ts'
import type { CaseActionId, CaseState, CaseUrgency, Named } from './state.ts'

/** A time limit in working time, computed at the answer's `asOf`. */
export interface CaseClock {
  due: Moment
  /** Working seconds left; 0 when overdue. */
  remainingSeconds: number
  /** Working seconds past due; 0 while in time. */
  overdueSeconds: number
  state: 'running' | 'soon' | 'overdue' | 'paused' | 'met' | 'missed'
  /** As shown: 剩 3 小时 20 分、超 2 个工作日. */
  words: string
  /** False when the limit reaches into a year whose public holidays are not final. */
  calendarKnown: boolean
  /** What is not final about them, as it is said. */
  calendarNote: string | null
}

/** Something to do now, as a button: the server says which there are and what each needs. */
export interface CaseOffer {
  action: CaseActionId
  title: string
  /** The expected next step; at most one per case. */
  primary: boolean
  /** Changes what becomes of the case; the client asks once more. */
  grave: boolean
  /** Title of the action that takes it back; `null` = nothing does. */
  undo: string | null
  needs: {
    words: boolean
    /** Photos needed, at least. */
    evidence: number
    /** Ask `GET /cases/{id}/parties?action=` for the choices; `case` = number of another case (`merge`). */
    to: 'party' | 'case' | null
    amount: { title: string; min: number; max: number } | null
  }
  /** False for what only one case at a time can get. */
  bulk: boolean
  /** What to know before doing it: how often it may still be done, what was asked for. */
  note: string | null
  /** The amount somebody has asked for. */
  wished: number | null
}

/** Where a case came from. */
export interface CaseOrigin {
  kind: 'rule' | 'feed' | 'hand'
  /** 预警规则“事件积压”、市民热线、网格上报. */
  title: string
  alert: string | null
}

/** A case as lists show it. No personal fields. */
export interface CaseRow {
  id: string
  /** 编号, as people say it: 330109-20261125-0042. */
  number: string
  type: Named & { theme: string }
  title: string
  region: Named<RegionCode> & {
    level: string
    /** From the reader's root down: 瓜沥镇 · 航民村. */
    path: string
  }
  /** Longitude and latitude, WGS 84. */
  point: [number, number] | null
  origin: CaseOrigin
  state: Named<CaseState>
  urgency: Named<CaseUrgency>
  /** Who has to act now; `null` = nobody any more. */
  owner: CaseParty | null
  /** Who was given it to handle: still told when it waits elsewhere, and after the end; `null` = nobody yet. */
  handler: CaseParty | null
  cohandlers: CaseParty[]
  /** The reader is asked to help, and it is somebody else's to act. */
  helping: boolean
  /** The feedback was not accepted and there is no new one yet. */
  refused: boolean
  clocks: { step: CaseClock | null; whole: CaseClock }
  supervised: { at: Moment; by: string; words: string } | null
  climbed: { at: Moment; to: string } | null
  /** More time that was asked for and not decided on yet, in working hours. */
  requested: { at: Moment; by: string; hours: number } | null
  /** What was last decided on more time for whoever has to act; `hours` = given, `null` = refused. */
  decided: { at: Moment; by: string; hours: number | null; words: string } | null
  mergedInto: { id: string; number: string } | null
  reportedAt: Moment
  changedAt: Moment
  /** Id of the newest entry: send it as `seen` with an action. */
  seen: string
  actions: CaseActionId[]
}

/** A case with all there is to it. */
export interface CaseDetail extends CaseRow {
  words: string
  /** Address in words. */
  place: string
  /** Who reported it; masked unless the reader may see personal fields. */
  reporter: { name: string; phone: string; masked: boolean } | null
  entries: CaseEntry[]
  evidence: CaseEvidence[]
  loop: CaseLoopStep[]
  offers: CaseOffer[]
  /** What this reader could do further on, or may not do just now, each with the reason, as sentences. */
  withheld: string[]
  /** Probably the same thing: same type, near, within days; open and not merged. */
  duplicates: CaseRow[]
  /** Cases merged into this one. */
  merged: CaseRow[]
}

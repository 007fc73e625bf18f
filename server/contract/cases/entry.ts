import type { RegionCode } from '../region.ts'
import type { Moment } from '../time.ts'
import type { CaseActionId, CaseState, LoopStep, Named } from './state.ts'

/** Who can be responsible: a department or a region's own staff (`unit`), or one person. */
export interface CaseParty {
  kind: 'unit' | 'person'
  id: string
  name: string
  /** What the person is, or what the unit is: 镇街、部门、村社. */
  post: string
  region: RegionCode
}

/** A photo kept with an entry. `url` answers only to those who may see the case. */
export interface CaseEvidence {
  id: string
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
  bytes: number
  /** SHA-256 of the stored bytes, hexadecimal. */
  sha256: string
  url: string
  at: Moment
}

/** One thing somebody did; never changed, never removed. */
export interface CaseEntry {
  id: string
  at: Moment
  by: { id: string; name: string; post: string }
  action: Named<CaseActionId>
  words: string
  /** To whom it was given, or the case it was merged with. */
  to: Named | null
  evidence: CaseEvidence[]
  from: CaseState | null
  state: CaseState
  /** `extend`: hours of working time added. `rate`: 1–5. */
  amount: number | null
  /** Done by a rule or the clock, not by a person. */
  automatic: boolean
}

/** A step of the eight-step loop as this case went through it. */
export interface CaseLoopStep {
  step: Named<LoopStep>
  /** `missing` = the case went past it without anybody having done it: it cannot be archived. */
  state: 'done' | 'running' | 'ahead' | 'missing' | 'unneeded'
  /** Who is expected or has done it. */
  who: string | null
  at: Moment | null
  /** Entries that count for it. */
  entries: string[]
}

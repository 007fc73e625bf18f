import type {
  CaseActionId,
  CaseEnd,
  CaseOrigin,
  CaseParty,
  CaseState,
  CaseUrgency,
  Person,
  RegionCode,
  Scope,
} from '../contract/index.ts'

/** Who asks: what they may do, and what they may see. */
export interface Reader {
  person: Person
  scope: Scope
}

/** As written into an entry. */
export interface Actor {
  id: string
  name: string
  post: string
}

/** Rules, feeds and the clock act under this name. */
export const SYSTEM: Actor = { id: 'system', name: '系统', post: '自动' }

/** A case as kept. Times are local milliseconds. Everything in it follows from its entries. */
export interface Case {
  id: string
  type: string
  title: string
  words: string
  region: RegionCode
  place: string
  point: [number, number] | null
  origin: CaseOrigin
  urgency: CaseUrgency
  reporter: { name: string; phone: string } | null
  state: CaseState
  /** State before it was merged, for taking that back. */
  before: CaseState | null
  /** Takes it in, gives it out, verifies and closes it. */
  desk: CaseParty
  /** Has to act now. */
  owner: CaseParty | null
  /** Was last asked to handle it. */
  handler: CaseParty | null
  cohandlers: CaseParty[]
  /** Steps that count for the loop, since it was last (re)opened. */
  did: CaseActionId[]
  reportedAt: number
  filedAt: number | null
  dispatchedAt: number | null
  signedAt: number | null
  feedbackAt: number | null
  feedbackBy: string | null
  /** Everybody who has done something to it, by id. */
  hands: string[]
  closedAt: number | null
  changedAt: number
  /** When the present step began. */
  since: number
  stepDue: number | null
  wholeDue: number
  /** When the nearer limit begins to press. */
  soonAt: number
  extensions: number
  returns: number
  reopened: number
  supervised: { at: number; by: string; words: string } | null
  climbed: { at: number; to: string } | null
  /**
   * More time whoever has to act has asked for; `for` = the party they asked for. `null` once decided, or when somebody
   * else has to act.
   */
  requested: { at: number; by: Actor; for: string; hours: number; words: string } | null
  /** What was last decided on more time, asked for or not, for whoever has to act; `hours` is `null` of a refusal. */
  decided: { at: number; by: string; hours: number | null; words: string } | null
  mergedInto: string | null
  score: number | null
  /** Steps done within their limit, and all steps done. */
  timely: [inTime: number, all: number]
  seen: string
}

/** An entry as kept. `sequence` orders all entries of all cases. */
export interface Entry {
  sequence: number
  id: string
  case: string
  at: number
  by: Actor
  action: CaseActionId
  words: string
  to: { id: string; title: string } | null
  evidence: string[]
  from: CaseState | null
  state: CaseState
  amount: number | null
  automatic: boolean
  /** Whether the step it ends was within its limit; `null` where none runs. */
  inTime: boolean | null
  /** Who sent it and its key, so that the same message twice is done once. */
  key: string | null
}

/** Parties that hold a case. */
export const holdersOf = ({ owner, cohandlers }: Pick<Case, 'owner' | 'cohandlers'>): string[] =>
  [owner, ...cohandlers].flatMap((party) => (party ? [party.id] : []))

/** Nothing more is expected in these. */
const ENDED: readonly CaseState[] = ['closed', 'rated', 'archived', 'merged', 'void']
export const isOpen = (state: CaseState): boolean => !ENDED.includes(state)

/** How a case ended that nobody is to do anything about any more; what was merged goes on in the other case. */
export const endOf = (state: CaseState): CaseEnd | null => {
  if (isOpen(state) || state === 'merged') return null
  return state === 'void' ? 'void' : 'closed'
}

/** A person as entries name them. */
export const actorOf = ({ id, name, post }: Person): Actor => ({ id, name, post })

import type { CaseActionId, CaseState } from '../../contract/index.ts'

/** How somebody stands to a case. */
export interface Standing {
  /** Acts for the unit that takes cases in, gives them out and verifies. */
  desk: boolean
  /** Acts for whoever has to act now. */
  owner: boolean
  cohandler: boolean
  /** May handle one level above the desk. */
  superior: boolean
  /** May order supervision: superior, leader or supervisor of the place. */
  overseer: boolean
  /** May handle cases where it happened. */
  handles: boolean
  /** Gave the feedback that is to be verified. */
  fedBack: boolean
  /**
   * Asked for the extension that is to be decided on, or has no other party to decide for than the one it was asked
   * for.
   */
  requested: boolean
}

/** One action: from which states, to which, by whom, with what. */
export interface Rule {
  from: readonly CaseState[]
  /** `null` = it stays where it is. */
  to: CaseState | null
  who: (standing: Standing) => boolean
  /** Not by whoever gave the feedback. */
  another?: boolean
  words?: boolean
  target?: 'party' | 'case'
  /** An extension's is bounded by the type: see `amountOf`. */
  amount?: { title: string; min: number; max: number }
  grave?: boolean
  /** The action that takes it back. */
  undo?: CaseActionId
  bulk?: boolean
}

const WORKED: readonly CaseState[] = ['reported', 'filed', 'dispatched', 'handling', 'returned']
const OPEN: readonly CaseState[] = [...WORKED, 'feedback', 'verified']
const ALL: readonly CaseState[] = [...OPEN, 'closed', 'rated']

/** Every way a case can go; `report` begins it and `climb` belongs to the clock, so nobody is offered them. */
export const RULES: Record<CaseActionId, Rule> = {
  report: { from: [], to: 'reported', who: ({ handles }) => handles },
  file: { from: ['reported'], to: 'filed', who: ({ desk }) => desk, bulk: true },
  dispatch: { from: ['filed', 'returned'], to: 'dispatched', who: ({ desk }) => desk, target: 'party', bulk: true },
  sign: { from: ['dispatched'], to: 'handling', who: ({ owner }) => owner, bulk: true },
  assign: {
    from: ['dispatched', 'handling'],
    to: 'dispatched',
    who: ({ owner }) => owner,
    target: 'party',
    bulk: true,
  },
  return: { from: ['dispatched', 'handling'], to: 'returned', who: ({ owner }) => owner, words: true },
  request: {
    from: ['dispatched', 'handling'],
    to: null,
    who: ({ owner }) => owner,
    words: true,
    amount: { title: '申请延长的工作小时数', min: 1, max: 480 },
  },
  extend: {
    from: ['dispatched', 'handling'],
    to: null,
    who: ({ desk, superior }) => desk || superior,
    words: true,
    amount: { title: '延长的工作小时数', min: 1, max: 480 },
  },
  decline: { from: ['dispatched', 'handling'], to: null, who: ({ desk, superior }) => desk || superior, words: true },
  handover: {
    from: ['dispatched', 'handling'],
    to: 'dispatched',
    who: ({ desk }) => desk,
    words: true,
    target: 'party',
  },
  cohandle: {
    from: ['filed', 'dispatched', 'handling'],
    to: null,
    who: ({ desk, owner }) => desk || owner,
    target: 'party',
  },
  feedback: { from: ['handling'], to: 'feedback', who: ({ owner }) => owner, words: true },
  verify: {
    from: ['feedback'],
    to: 'verified',
    who: ({ desk, superior }) => desk || superior,
    another: true,
    bulk: true,
  },
  reject: {
    from: ['feedback', 'verified'],
    to: 'handling',
    who: ({ desk, superior }) => desk || superior,
    another: true,
    words: true,
  },
  close: { from: ['verified'], to: 'closed', who: ({ desk }) => desk, bulk: true },
  rate: {
    from: ['closed'],
    to: 'rated',
    who: ({ desk, superior }) => desk || superior,
    another: true,
    amount: { title: '评分（1–5 分）', min: 1, max: 5 },
  },
  archive: { from: ['rated'], to: 'archived', who: ({ desk, superior }) => desk || superior, grave: true, bulk: true },
  reopen: {
    from: ['closed', 'rated', 'void'],
    to: 'filed',
    who: ({ desk, superior }) => desk || superior,
    words: true,
    grave: true,
  },
  void: {
    from: WORKED,
    to: 'void',
    who: ({ desk, superior }) => desk || superior,
    words: true,
    grave: true,
    undo: 'reopen',
  },
  supervise: { from: OPEN, to: null, who: ({ overseer }) => overseer, words: true, bulk: true },
  merge: {
    from: WORKED,
    to: 'merged',
    who: ({ desk, superior }) => desk || superior,
    target: 'case',
    grave: true,
    undo: 'unmerge',
  },
  unmerge: { from: ['merged'], to: null, who: ({ desk, superior }) => desk || superior, words: true },
  remark: {
    from: ALL,
    to: null,
    who: ({ handles, owner, cohandler, overseer }) => handles || owner || cohandler || overseer,
    words: true,
  },
  climb: { from: OPEN, to: null, who: () => false },
}

/** Whether an action is about more time: asked for, or given. */
export const isExtension = (action: CaseActionId): action is 'request' | 'extend' =>
  action === 'request' || action === 'extend'

/**
 * How far a case has come, named after the last step done (GB/T 30428.8): 上报 立案 派遣 处置 反馈 核查 结案 评价,
 * and the four ends or detours: given back, archived, merged into another, void.
 */
export const CASE_STATES = [
  'reported',
  'filed',
  'dispatched',
  'handling',
  'feedback',
  'verified',
  'closed',
  'rated',
  'returned',
  'archived',
  'merged',
  'void',
] as const
export type CaseState = (typeof CASE_STATES)[number]

/** How a case ended: what was asked was done, or it should not have been one. */
export type CaseEnd = 'closed' | 'void'

/**
 * Everything that can be done to a case; each leaves one entry. `report` begins it; `climb` is done by the clock alone.
 */
export const CASE_ACTIONS = [
  'report',
  'file',
  'dispatch',
  'sign',
  'assign',
  'return',
  'request',
  'extend',
  'decline',
  'handover',
  'cohandle',
  'feedback',
  'verify',
  'reject',
  'close',
  'rate',
  'archive',
  'reopen',
  'void',
  'supervise',
  'merge',
  'unmerge',
  'remark',
  'climb',
] as const
export type CaseActionId = (typeof CASE_ACTIONS)[number]

/** The closed loop any case reads as: 决策 执行 预警 监管 服务 督查 评价 反馈. */
export const LOOP_STEPS = ['decide', 'execute', 'warn', 'oversee', 'serve', 'inspect', 'evaluate', 'feedback'] as const
export type LoopStep = (typeof LOOP_STEPS)[number]

export const CASE_URGENCIES = ['low', 'normal', 'high', 'critical'] as const
export type CaseUrgency = (typeof CASE_URGENCIES)[number]

/** Tabs of the desk's queue, in the order shown; a case may be in several. */
export const CASE_QUEUES = [
  'new',
  'mine',
  'due',
  'overdue',
  'supervised',
  'climbed',
  'open',
  'done',
  'all',
  'requested',
] as const
export type CaseQueue = (typeof CASE_QUEUES)[number]

/** An id with its words in Chinese: what is sent wherever the client shows a state, an action or a level. */
export interface Named<Id extends string = string> {
  id: Id
  title: string
}

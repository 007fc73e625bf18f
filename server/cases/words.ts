import type { CaseActionId, CaseQueue, CaseState, CaseUrgency, LoopStep, Named } from '../contract/index.ts'

export const STATE_WORDS: Record<CaseState, string> = {
  reported: '上报',
  filed: '立案',
  dispatched: '派遣',
  handling: '处置',
  feedback: '反馈',
  verified: '核查',
  closed: '结案',
  rated: '评价',
  returned: '退回',
  archived: '归档',
  merged: '已合并',
  void: '作废',
}

export const ACTION_WORDS: Record<CaseActionId, string> = {
  report: '上报',
  file: '立案',
  dispatch: '派遣',
  sign: '签收',
  assign: '下派',
  return: '退回',
  request: '申请延期',
  extend: '延期',
  decline: '不予延期',
  handover: '移交',
  cohandle: '协办',
  feedback: '反馈',
  verify: '核查通过',
  reject: '核查不通过',
  close: '结案',
  rate: '评价',
  archive: '归档',
  reopen: '重新办理',
  void: '作废',
  supervise: '督办',
  merge: '合并',
  unmerge: '取消合并',
  remark: '备注',
  climb: '超时上报',
}

export const LOOP_WORDS: Record<LoopStep, string> = {
  decide: '决策',
  execute: '执行',
  warn: '预警',
  oversee: '监管',
  serve: '服务',
  inspect: '督查',
  evaluate: '评价',
  feedback: '反馈',
}

export const URGENCY_WORDS: Record<CaseUrgency, string> = {
  low: '一般',
  normal: '普通',
  high: '紧急',
  critical: '特急',
}

export const QUEUE_WORDS: Record<CaseQueue, string> = {
  new: '待接收',
  mine: '我的',
  due: '将到期',
  overdue: '已超期',
  supervised: '督办',
  climbed: '已上报',
  open: '在办',
  done: '办结',
  all: '全部',
  requested: '待批延期',
}

/** All of a vocabulary, in its order. */
export const named = <Id extends string>(words: Record<Id, string>): Named<Id>[] =>
  (Object.keys(words) as Id[]).map((id) => ({ id, title: words[id] }))

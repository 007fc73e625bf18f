import { alertsQuerySchema, auditQuerySchema, auditSpanSchema, caseActionSchema, caseReportSchema, casesQuerySchema, partiesQuerySchema, replayQuerySchema, silenceSchema } from '../../contract/index.ts'
import type { Operation } from './operation.ts'

/** Cases, alerts and the audit. */
export const WORK: readonly Operation[] = [
  { method: 'get', path: '/api/v1/cases', summary: '事件和任务，按队列、区域、状态筛选，逐页返回', query: casesQuerySchema, answers: 'CasesAnswer' },
  { method: 'post', path: '/api/v1/cases', summary: '上报一件（CaseReport）；key 防重', answers: 'CaseDetail', body: caseReportSchema },
  { method: 'get', path: '/api/v1/cases/types', summary: '事件类型、时限和用语', answers: 'CaseTypesAnswer' },
  { method: 'get', path: '/api/v1/cases/parties', summary: '可以交给谁', query: partiesQuerySchema, answers: 'PartiesAnswer' },
  { method: 'get', path: '/api/v1/cases/{id}', summary: '一件的全部：经过、闭环、照片、现在能做什么', answers: 'CaseDetail' },
  { method: 'post', path: '/api/v1/cases/{id}/actions', summary: '办理一步（CaseAction）；seen 过时的回 409 并附其间发生的事', answers: 'CaseDetail', body: caseActionSchema },
  { method: 'post', path: '/api/v1/evidence', summary: '上传一张照片；去掉拍摄信息后保存', answers: 'EvidenceReceipt', bodyTypes: ['image/jpeg', 'image/png', 'image/webp'] },
  { method: 'get', path: '/api/v1/evidence/{id}', summary: '一张照片，按所在事件的权限', answers: 'image' },
  { method: 'get', path: '/api/v1/alerts', summary: '预警：重的在前；不写 state 为当前需要处置的', query: alertsQuerySchema, answers: 'AlertsAnswer' },
  { method: 'get', path: '/api/v1/alerts/{id}', summary: '一条预警：告知了谁、何时送达、查看、处置', answers: 'AlertInfo' },
  { method: 'post', path: '/api/v1/alerts/{id}/acknowledge', summary: '签收预警', answers: 'AlertInfo' },
  { method: 'post', path: '/api/v1/alerts/{id}/read', summary: '预警已查看', answers: 'AlertInfo' },
  { method: 'get', path: '/api/v1/alerts/rules', summary: '预警规则及近 30 天表现', answers: 'RulesAnswer' },
  { method: 'get', path: '/api/v1/alerts/rules/{id}/replay', summary: '按历史数据回放一条规则：何时会报、多少次、多久、随后有没有事件；不改变任何东西', query: replayQuerySchema, answers: 'RuleReplay' },
  { method: 'get', path: '/api/v1/alerts/letters', summary: '多次重试仍未送达的通知', answers: 'DeadLettersAnswer' },
  { method: 'post', path: '/api/v1/alerts/letters/{id}/send', summary: '重新发送一条未送达的通知', answers: 'DeadLettersAnswer' },
  { method: 'get', path: '/api/v1/alerts/silences', summary: '计划静默', answers: 'SilencesAnswer' },
  { method: 'post', path: '/api/v1/alerts/silences', summary: '新建计划静默：须写明原因', answers: 'SilencesAnswer', body: silenceSchema },
  { method: 'post', path: '/api/v1/alerts/silences/{id}/end', summary: '提前结束静默', answers: 'SilencesAnswer' },
  { method: 'get', path: '/api/v1/audit', summary: '审计日志，新的在前', query: auditQuerySchema, answers: 'AuditPage' },
  { method: 'get', path: '/api/v1/audit/verify', summary: '校验审计日志是否被改动', answers: 'AuditVerdict' },
  { method: 'get', path: '/api/v1/audit/export', summary: '导出审计日志（NDJSON，带校验值）', query: auditSpanSchema, answers: 'NDJSON' },
]

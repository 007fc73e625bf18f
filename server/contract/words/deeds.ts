import type { AuditDeed, AuditOutcome } from '../audit.ts'

/** What each deed of the audit is called. */
export const deedWords: Record<AuditDeed, string> = {
  'sign-in': '登录',
  'sign-out': '退出登录',
  session: '会话管理',
  rows: '查看明细',
  unmask: '查看原文',
  export: '导出',
  evidence: '现场照片',
  configure: '系统配置',
  grant: '授权',
  token: '令牌',
  handle: '办理',
  rule: '预警规则',
  return: '数据退回',
  audit: '审计',
  denied: '越权访问',
}

/** What each outcome is called. */
export const outcomeTitles: Record<AuditOutcome, string> = { done: '成功', refused: '被拒绝', failed: '失败' }

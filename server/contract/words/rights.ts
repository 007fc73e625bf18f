import type { Action, Role } from '../person.ts'

/** What each right is called, and what it lets somebody do. */
export const actionWords: Record<Action, { title: string; meaning: string }> = {
  aggregate: { title: '看汇总', meaning: '查看大屏、指标和分析' },
  rows: { title: '看明细', meaning: '查看指标背后的明细，个人信息已遮蔽' },
  unmask: { title: '看个人信息', meaning: '说明理由后查看遮蔽的个人信息，全程留痕' },
  handle: { title: '办理', meaning: '接收预警、办理事件' },
  export: { title: '导出', meaning: '导出数据和报告' },
  configure: { title: '配置', meaning: '管理人员、授权、令牌和静默' },
  audit: { title: '审计', meaning: '查看和核验操作留痕' },
}

/** What each role is called. */
export const roleWords: Record<Role, string> = {
  admin: '系统管理员',
  leader: '领导',
  department: '部门人员',
  town: '镇街人员',
  village: '村社人员',
  field: '现场人员',
  analyst: '分析人员',
  steward: '数据管理员',
  supervisor: '督办人员',
  operator: '运维人员',
  auditor: '审计人员',
  wall: '大屏',
  feed: '数据报送',
}

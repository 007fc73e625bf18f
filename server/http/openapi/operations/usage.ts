import { ratingSchema, usageQuerySchema } from '../../../contract/index.ts'
import type { Operation } from './operation.ts'

/** How screens are used, and what people think of them. */
export const USAGE: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/v1/usage',
    summary:
      '应用效能：各驾驶舱及其指标的使用次数、预警行动率、评价、闲置情况，按单位汇总，不记个人；不足 3 人的不显示',
    query: usageQuerySchema,
    answers: 'UsageAnswer',
  },
  {
    method: 'get',
    path: '/api/v1/usage.csv',
    summary: '同上，CSV 文件（UTF-8 BOM）：每个驾驶舱及其指标各一行，不含意见原文；导出记入审计',
    query: usageQuerySchema,
    answers: 'CSV',
  },
  {
    method: 'get',
    path: '/api/v1/screens/{screen}/rating',
    summary: '本人本月对一个驾驶舱的评价',
    answers: 'RatingAnswer',
  },
  {
    method: 'put',
    path: '/api/v1/screens/{screen}/rating',
    summary: '评价一个驾驶舱：每人每月一次，再次评价即为修改；须以本人账号登录',
    answers: 'RatingAnswer',
    body: ratingSchema,
  },
  { method: 'delete', path: '/api/v1/screens/{screen}/rating', summary: '撤回本月的评价', answers: 'RatingAnswer' },
]

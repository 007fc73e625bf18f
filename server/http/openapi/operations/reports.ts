import { planActionSchema, planBodySchema, runBodySchema } from '../../../contract/index.ts'
import type { Operation } from './operation.ts'

/** Reports: what can be made, what was made, what is made by itself. */
export const REPORTS: readonly Operation[] = [
  { method: 'get', path: '/api/v1/reports', summary: '可以生成的报告', answers: 'ReportsAnswer' },
  { method: 'get', path: '/api/v1/reports/{template}/preview', summary: '报告预览（网页）', answers: 'HTML' },
  {
    method: 'post',
    path: '/api/v1/reports/{template}/runs',
    summary: '生成报告：{ region, period, format: docx|pdf|html }，回 202 和任务',
    answers: 'JobInfo',
    body: runBodySchema,
  },
  { method: 'get', path: '/api/v1/reports/issues', summary: '已生成的各期报告', answers: 'IssueInfo[]' },
  {
    method: 'get',
    path: '/api/v1/reports/issues/{id}/file.{format}',
    summary: '由存档的文稿重新生成一期报告，逐字节相同；xlsx 为文中每个数字、表和图的数据',
    answers: '文件',
  },
  {
    method: 'get',
    path: '/api/v1/reports/plans',
    summary: '按计划自动编制的报告、近期执行情况和送达情况',
    answers: 'PlansAnswer',
  },
  {
    method: 'post',
    path: '/api/v1/reports/plans',
    summary:
      '新建计划：{ template, region, when, zone, format, audience, outlets }；when 如“每月5日 09:00，遇休顺延”，zone 为其时区（IANA 名，不写为本市时区）',
    answers: 'PlanInfo',
    body: planBodySchema,
  },
  {
    method: 'post',
    path: '/api/v1/reports/plans/{id}/actions',
    summary: '暂停、恢复、重试、删除：{ action: pause|resume|retry|remove }',
    answers: '{ plan }',
    body: planActionSchema,
  },
]

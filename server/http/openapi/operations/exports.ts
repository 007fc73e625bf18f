import { exportBodySchema, releaseActionSchema, releaseBodySchema } from '../../../contract/index.ts'
import type { Operation } from './operation.ts'

/** What is taken out of the house as a job, or on the word of somebody else. */
export const EXPORTS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/exports',
    summary: '导出多项指标：{ indicators, format: csv|xlsx|parquet|docx|pdf, query }，回 202 和任务',
    answers: 'JobInfo',
    body: exportBodySchema,
  },
  { method: 'get', path: '/api/v1/jobs', summary: '本人的任务', answers: 'JobInfo[]' },
  { method: 'get', path: '/api/v1/jobs/{id}', summary: '任务的状态、进度和文件', answers: 'JobInfo' },
  {
    method: 'get',
    path: '/api/v1/jobs/{id}/file',
    summary: '任务生成的文件，到 expiresAt 为止（默认七天）；过期答 410',
    answers: '文件',
  },
  { method: 'delete', path: '/api/v1/jobs/{id}', summary: '取消任务', answers: 'JobInfo' },
  {
    method: 'get',
    path: '/api/v1/row-exports',
    summary: '明细导出申请：自己的，和自己可以审批或审批过的',
    answers: 'ReleasesAnswer',
  },
  {
    method: 'post',
    path: '/api/v1/row-exports',
    summary:
      '申请导出明细，须有“查看明细”和“导出”权限；含个人信息的由他人审批，其余即时生成；columns 为要以原文导出的脱敏列',
    answers: 'ReleaseInfo',
    status: 201,
    body: releaseBodySchema,
  },
  {
    method: 'post',
    path: '/api/v1/row-exports/{id}/actions',
    summary:
      '审批、撤回：{ action: approve|reject|withdraw, words }；批准须在该区域有“查看明细”“查看原文”和“导出”权限，且不是申请人',
    answers: 'ReleaseInfo',
    body: releaseActionSchema,
  },
]

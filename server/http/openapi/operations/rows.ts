import { returnBodySchema, returnCloseSchema, rowsQuerySchema, unmaskSchema } from '../../../contract/index.ts'
import type { Operation } from './operation.ts'

/** Rows that are delivered, and those behind a number. */
export const ROWS: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/v1/datasets/{id}/rows',
    summary: '报送数据：一次一批，落盘后才回执；请求头 Idempotency-Key 防重',
    answers: 'Receipt',
    bodyTypes: [
      'application/x-ndjson',
      'application/json',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  },
  {
    method: 'get',
    path: '/api/v1/datasets/{id}/rows',
    summary: '数背后的明细，个人信息按权限遮蔽',
    query: rowsQuerySchema,
    answers: 'RowsAnswer',
  },
  {
    method: 'post',
    path: '/api/v1/datasets/{id}/unmask',
    summary: '查看一行中脱敏列的原文：写明原因，记入审计',
    answers: 'UnmaskAnswer',
    body: unmaskSchema,
  },
  { method: 'get', path: '/api/v1/batches/{batch}/rejects.csv', summary: '一批数据中被拒收的行', answers: 'CSV' },
  {
    method: 'get',
    path: '/api/v1/data-quality',
    summary: '各数据资源近 30 天的报送：批次、入库和拒收行数、断档、未改正的退回；须在全域能看该主题的明细',
    answers: 'QualityAnswer',
  },
  {
    method: 'get',
    path: '/api/v1/datasets/{id}/batches',
    summary: '一个数据资源最近的报送和全部退回',
    answers: 'DeliveriesAnswer',
  },
  {
    method: 'post',
    path: '/api/v1/batches/{batch}/return',
    summary:
      '把一批数据退回报送单位：{ words }；须在全域有该主题的“看明细”和“配置”权限。数据不动，同一来源下一批没有拒收的报送即为改正',
    answers: 'DataReturn',
    status: 201,
    body: returnBodySchema,
  },
  {
    method: 'post',
    path: '/api/v1/data-returns/{id}/close',
    summary: '办结一项退回：{ words }',
    answers: 'DataReturn',
    body: returnCloseSchema,
  },
]

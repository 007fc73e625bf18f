import { rowsQuerySchema, unmaskSchema } from '../../../contract/index.ts'
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
]

import type { Problem } from '../../server/contract/index.ts'

/** What could not be had, in words for the reader; `status` 0 means that the server was not reached. */
export const unreachable = (detail: string): Problem => ({
  type: '/problems/unreachable', title: '暂时连不上服务器', status: 0, detail, hint: '网络恢复后会自动重试，也可以点“重试”。',
})

/** Reads an error answer as a problem; servers in between may answer with something else. */
export const problemOf = (status: number, body: unknown): Problem =>
  isProblem(body) ? body : { type: '/problems/unexpected', title: `服务器没有给出结果（${status}）`, status, hint: '请稍后重试；如果一直这样，请联系运维人员。' }

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && typeof (body as Problem).title === 'string' && typeof (body as Problem).type === 'string'

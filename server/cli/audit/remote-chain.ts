import type { Problem } from '../../contract/index.ts'

/** The running server and what lets one in: a token with the right to audit. */
export interface Remote {
  server: string
  token: string
}

/** Asks the running server. Throws its words when it refuses. */
export const askServer = async ({ server, token }: Remote, path: string): Promise<Response> => {
  const response = await fetch(new URL(`/api/v1/audit${path}`, server), {
    headers: { authorization: `Bearer ${token}` },
  }).catch(() => {
    throw new Error(`连不上 ${server}：请用 --server 写明正在运行的服务的地址`)
  })
  if (response.ok) return response
  const problem = (await response.json().catch(() => null)) as Problem | null
  throw new Error(`服务答复 ${response.status}：${problem?.title ?? ''}${problem?.hint ? `（${problem.hint}）` : ''}`)
}

import type { Problem } from '../contract/index.ts'
import { authorization } from './token.ts'

/** Where the running server is, unless a command says otherwise. */
export const SERVER = process.env['YIPING_SERVER'] ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`

const words = ({ title, detail, hint }: Problem): string => [title, detail, hint].filter(Boolean).join('\n')

const refusal = async (response: Response): Promise<string> => {
  const text = await response.text()
  try {
    return words(JSON.parse(text) as Problem)
  } catch {
    return `服务答复 ${response.status}`
  }
}

/** No server was there to ask. */
export class Unanswered extends Error {}

/** Asks the running server as whoever holds the token. Throws what it says when it refuses, in words. */
export const ask = async <T>(server: string, method: string, path: string, body?: unknown): Promise<T> => {
  const request = {
    method,
    headers: { 'content-type': 'application/json', ...authorization() },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const response = await fetch(new URL(`/api/v1${path}`, server), request).catch(() => {
    throw new Unanswered(`连不上 ${server}：请先启动服务（npm start），或用 --server 写明地址`)
  })
  if (response.status === 401)
    throw new Error(
      `${server} 不认这个令牌：请核对 YIPING_TOKEN，或在服务所在的机器上运行（用数据目录里的 local-token）`,
    )
  if (!response.ok) throw new Error(await refusal(response))
  return (response.status === 204 ? undefined : await response.json()) as T
}

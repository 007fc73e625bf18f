import { createOutgoing } from '../../lib/index.ts'
import type { Post } from './types.ts'

/** Posts JSON to hosts on the list and to no other. */
export const createPost = (allow: readonly string[]): Post => {
  const call = createOutgoing(allow)
  return async (url, body, headers = {}) => {
    const response = await call(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`对方答复 ${response.status}`)
    return text
  }
}

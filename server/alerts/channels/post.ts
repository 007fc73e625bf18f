import type { Post } from './types.ts'

const WAIT_MS = 10_000

/** Whether an address may be called: its host (with port, where one is written) stands on the list. */
export const isAllowed = (url: string, allow: readonly string[]): boolean => {
  const { protocol, host, hostname } = new URL(url)
  return ['http:', 'https:'].includes(protocol) && (allow.includes(host) || allow.includes(hostname))
}

/**
 * Calls only hosts on the list, and does not follow to another: on a closed network everything that may be
 * called can be named, and nothing else is reached, whatever a definition or an answer says.
 */
export const createPost = (allow: readonly string[]): Post => async (url, body, headers = {}) => {
  if (!isAllowed(url, allow)) throw new Error(`地址 ${new URL(url).host} 不在允许外发的名单（allow）里`)
  const response = await fetch(url, { method: 'POST', body, redirect: 'error', signal: AbortSignal.timeout(WAIT_MS), headers: { 'content-type': 'application/json', ...headers } })
  const text = await response.text()
  if (!response.ok) throw new Error(`对方答复 ${response.status}`)
  return text
}

const WAIT_MS = 10_000

/** Whether an address may be called: its host (with port, where one is written) stands on the list. */
export const isAllowed = (url: string, allow: readonly string[]): boolean => {
  const { protocol, host, hostname } = new URL(url)
  return ['http:', 'https:'].includes(protocol) && (allow.includes(host) || allow.includes(hostname))
}

/** Calls an address; rejects, in words, where it is not on the list, leads elsewhere or does not answer in time. */
export type Outgoing = (url: string, init?: RequestInit) => Promise<Response>

/**
 * The one way out: only hosts on the list, and none they lead to. On a closed network everything that may be
 * called can be named, and nothing else is reached, whatever a definition or an answer says.
 */
export const createOutgoing = (allow: readonly string[]): Outgoing => async (url, init = {}) => {
  if (!isAllowed(url, allow)) throw new Error(`地址 ${new URL(url).host} 不在允许外发的名单（allow）里`)
  return fetch(url, { ...init, redirect: 'error', signal: init.signal ?? AbortSignal.timeout(WAIT_MS) })
}

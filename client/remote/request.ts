import { problemOf, unreachable } from './problem.ts'
import type { Problem } from '../../server/contract/index.ts'

/** Either the answer or what went wrong; a cancelled request never resolves to a problem, it rejects. */
export type Answer<T> = { value: T } | { problem: Problem }

/** How this client talks to the server: every method takes a signal, so that a newer question cancels the older one. */
export interface Ask {
  get: <T>(path: string, signal?: AbortSignal) => Promise<Answer<T>>
  /** A page as it is written, not as JSON. */
  page: (path: string, signal?: AbortSignal) => Promise<Answer<string>>
  post: <T>(path: string, body: unknown, signal?: AbortSignal) => Promise<Answer<T>>
  patch: <T>(path: string, body: unknown, signal?: AbortSignal) => Promise<Answer<T>>
  put: <T>(path: string, body: unknown, signal?: AbortSignal) => Promise<Answer<T>>
  remove: <T>(path: string, signal?: AbortSignal) => Promise<Answer<T>>
  /** Sends bytes as they are. */
  send: <T>(path: string, bytes: Blob, signal?: AbortSignal) => Promise<Answer<T>>
}

const WAIT_MS = 20_000
/** A photo over a village's radio link, or a whole report, takes longer than a question. */
const SEND_MS = 90_000

/**
 * Questions over `fetch` from `base` (empty = the page's own origin). `refused` is told of every problem the server
 * answers.
 */
export const createAsk = (
  fetcher: typeof fetch,
  base = '',
  refused: (problem: Problem) => void = () => undefined,
): Ask => {
  const told = (problem: Problem): { problem: Problem } => {
    refused(problem)
    return { problem }
  }
  const ask = async <T>(
    path: string,
    request: RequestInit & { waitMs?: number; written?: boolean },
    signal?: AbortSignal,
  ): Promise<Answer<T>> => {
    const { waitMs = WAIT_MS, written = false, headers, ...rest } = request
    const wait = new AbortController()
    const timer = setTimeout(() => wait.abort(), waitMs)
    const stop = (): void => wait.abort()
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    try {
      const response = await fetcher(base + path, {
        ...rest,
        signal: wait.signal,
        headers: { accept: written ? 'text/html, application/json' : 'application/json', ...headers },
      })
      const body: unknown =
        written && response.ok
          ? await response.text()
          : await response.json().catch((error: unknown) => {
              if (wait.signal.aborted) throw error
              return null
            })
      return response.ok && (body !== null || response.status === 204)
        ? { value: body as T }
        : told(problemOf(response.status, body))
    } catch (error) {
      if (signal?.aborted) throw error
      return {
        problem: unreachable(
          wait.signal.aborted ? `服务器在 ${waitMs / 1000} 秒内没有答复。` : '网络不通，或服务器正在重启。',
        ),
      }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
  return {
    get: (path, signal) => ask(path, {}, signal),
    page: (path, signal) => ask(path, { written: true, waitMs: SEND_MS }, signal),
    post: (path, body, signal) =>
      ask(
        path,
        { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
        signal,
      ),
    patch: (path, body, signal) =>
      ask(
        path,
        { method: 'PATCH', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
        signal,
      ),
    put: (path, body, signal) =>
      ask(path, { method: 'PUT', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }, signal),
    remove: (path, signal) => ask(path, { method: 'DELETE' }, signal),
    send: (path, bytes, signal) =>
      ask(path, { method: 'POST', body: bytes, headers: { 'content-type': bytes.type }, waitMs: SEND_MS }, signal),
  }
}

/** A query string of what is given; `?` included, empty when nothing is. */
export const queryOf = (given: Record<string, string | number | boolean | null | undefined>): string => {
  const filled = Object.entries(given).flatMap(([key, value]) =>
    value === undefined || value === null || value === '' || value === false
      ? []
      : [[key, value === true ? '1' : String(value)]],
  )
  return filled.length > 0 ? `?${new URLSearchParams(filled)}` : ''
}

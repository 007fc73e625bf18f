import type { Topology } from 'topojson-specification'
import type { CatalogAnswer, CellsAnswer, Explanation, Grain, Problem, RegionCode, RegionsAnswer, RowsAnswer } from '../../server/contract/index.ts'
import { problemOf, unreachable } from './problem.ts'

/** Either the answer or what went wrong; a cancelled request never resolves to a problem, it rejects. */
export type Answer<T> = { value: T } | { problem: Problem }

/** The server's reads this client needs. Every method takes a signal: a newer question cancels the older one. */
export interface Api {
  catalog: (signal?: AbortSignal) => Promise<Answer<CatalogAnswer>>
  regions: (signal?: AbortSignal) => Promise<Answer<RegionsAnswer>>
  outlines: (region: RegionCode, signal?: AbortSignal) => Promise<Answer<Topology>>
  explain: (question: ExplainQuestion, signal?: AbortSignal) => Promise<Answer<Explanation>>
  /** The rows behind a number; `path` as an explanation gives it. */
  rows: (path: string, signal?: AbortSignal) => Promise<Answer<RowsAnswer>>
  /** The newest cell of every direct child of a region, each with the period before. */
  childCells: (indicator: string, region: RegionCode, signal?: AbortSignal) => Promise<Answer<CellsAnswer>>
}

/** Which number is asked about; without a bucket the newest. */
export interface ExplainQuestion { indicator: string; region: RegionCode; grain: Grain; bucket: string | null }

const WAIT_MS = 20_000

/** Reads over `fetch` from `base` (empty = the page's own origin). */
export const createApi = (fetcher: typeof fetch = (...request) => fetch(...request), base = ''): Api => {
  const get = async <T>(path: string, signal?: AbortSignal): Promise<Answer<T>> => {
    const wait = new AbortController()
    const timer = setTimeout(() => wait.abort(), WAIT_MS)
    const stop = (): void => wait.abort()
    if (signal?.aborted) stop()
    signal?.addEventListener('abort', stop)
    try {
      const response = await fetcher(base + path, { signal: wait.signal, headers: { accept: 'application/json' } })
      const body: unknown = await response.json().catch(() => null)
      return response.ok && body !== null ? { value: body as T } : { problem: problemOf(response.status, body) }
    } catch (error) {
      if (signal?.aborted) throw error
      return { problem: unreachable(wait.signal.aborted ? '服务器在 20 秒内没有答复。' : '网络不通，或服务器正在重启。') }
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', stop)
    }
  }
  return {
    catalog: (signal) => get('/api/v1/catalog', signal),
    regions: (signal) => get('/api/v1/regions', signal),
    outlines: (region, signal) => get(`/api/v1/outlines?${new URLSearchParams({ region })}`, signal),
    explain: ({ indicator, region, grain, bucket }, signal) =>
      get(`/api/v1/indicators/${encodeURIComponent(indicator)}/explain?${new URLSearchParams({ region, grain, ...(bucket ? { bucket } : {}) })}`, signal),
    rows: (path, signal) => get(path, signal),
    childCells: (indicator, region, signal) =>
      get(`/api/v1/indicators/${encodeURIComponent(indicator)}/cells?${new URLSearchParams({ region, children: 'true', compare: 'pop' })}`, signal),
  }
}

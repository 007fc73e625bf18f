import type { Topology } from 'topojson-specification'
import type {
  CatalogAnswer,
  CausesAnswer,
  CellsAnswer,
  Explanation,
  Grain,
  Problem,
  RegionCode,
  RegionsAnswer,
  RowsAnswer,
  UnmaskAnswer,
} from '../../server/contract/index.ts'
import { createAccountApi, type AccountApi } from './account.ts'
import { createAdminApi, type AdminApi } from './admin.ts'
import { createAnalysisApi, type AnalysisApi } from './analysis.ts'
import { createAlertsApi, type AlertsApi } from './alerts.ts'
import { createAuditApi, type AuditApi } from './audit.ts'
import { createCasesApi, type CasesApi } from './cases.ts'
import { createReleasesApi, type ReleasesApi } from './releases.ts'
import { createReportsApi, type ReportsApi } from './reports.ts'
import { createAsk, queryOf, type Answer } from './request.ts'
import { createSessionApi, type SessionApi } from './session.ts'
import { createUsageApi, type UsageApi } from './usage.ts'

/** What this client asks of the server. Every method takes a signal: a newer question cancels the older one. */
export interface Api {
  catalog: (signal?: AbortSignal) => Promise<Answer<CatalogAnswer>>
  regions: (signal?: AbortSignal) => Promise<Answer<RegionsAnswer>>
  outlines: (region: RegionCode, signal?: AbortSignal) => Promise<Answer<Topology>>
  explain: (question: ExplainQuestion, signal?: AbortSignal) => Promise<Answer<Explanation>>
  /** The cases and alerts a number is made of. */
  causes: (question: ExplainQuestion, signal?: AbortSignal) => Promise<Answer<CausesAnswer>>
  /** The rows behind a number; `path` as an explanation gives it. */
  rows: (path: string, signal?: AbortSignal) => Promise<Answer<RowsAnswer>>
  /** Values of one row without their masks, for a reason that is written down. */
  unmask: (dataset: string, question: UnmaskQuestion, signal?: AbortSignal) => Promise<Answer<UnmaskAnswer>>
  /**
   * The cell of every direct child of a region in one bucket, the running one unless named, each with the period
   * before.
   */
  childCells: (
    indicator: string,
    asked: { region: RegionCode; grain?: Grain | undefined; bucket?: string | undefined },
    signal?: AbortSignal,
  ) => Promise<Answer<CellsAnswer>>
  /** One's own account: second factor, sessions, what changed of it. */
  account: AccountApi
  /** Who the reader is. */
  session: SessionApi
  /** What an analyst asks beyond single numbers. */
  analysis: AnalysisApi
  alerts: AlertsApi
  /** People, grants, tokens, sessions, rules. */
  admin: AdminApi
  /** What somebody must do. */
  cases: CasesApi
  /** What leaves the house as files. */
  reports: ReportsApi
  /** Rows that leave the house. */
  releases: ReleasesApi
  /** What was written down about people. */
  audit: AuditApi
  /** How much the screens are used. */
  usage: UsageApi
}

/** Which number is asked about; without a bucket the newest. */
export interface ExplainQuestion {
  indicator: string
  region: RegionCode
  grain: Grain
  bucket: string | null
}

/** Which values of which row, named by its handle, what for and for how long. */
export interface UnmaskQuestion {
  row: string
  columns: string[]
  reason: string
  minutes: number
}

/**
 * The server's API over `fetch` from `base` (empty = the page's own origin). `refused` is told of every problem the
 * server answers.
 */
export const createApi = (
  fetcher: typeof fetch = (...request) => fetch(...request),
  base = '',
  refused?: (problem: Problem) => void,
): Api => {
  const ask = createAsk(fetcher, base, refused)
  return {
    catalog: (signal) => ask.get('/api/v1/catalog', signal),
    regions: (signal) => ask.get('/api/v1/regions', signal),
    outlines: (region, signal) => ask.get(`/api/v1/outlines${queryOf({ region })}`, signal),
    causes: ({ indicator, region, grain, bucket }, signal) =>
      ask.get(
        `/api/v1/indicators/${encodeURIComponent(indicator)}/causes${queryOf({ region, grain, bucket })}`,
        signal,
      ),
    explain: ({ indicator, region, grain, bucket }, signal) =>
      ask.get(
        `/api/v1/indicators/${encodeURIComponent(indicator)}/explain${queryOf({ region, grain, bucket })}`,
        signal,
      ),
    rows: (path, signal) => ask.get(path, signal),
    unmask: (dataset, question, signal) =>
      ask.post(`/api/v1/datasets/${encodeURIComponent(dataset)}/unmask`, question, signal),
    childCells: (indicator, { region, grain, bucket }, signal) =>
      ask.get(
        `/api/v1/indicators/${encodeURIComponent(indicator)}/cells${queryOf({ region, children: 'true', compare: 'pop', grain, from: bucket, to: bucket })}`,
        signal,
      ),
    account: createAccountApi(ask),
    session: createSessionApi(ask),
    analysis: createAnalysisApi(ask),
    alerts: createAlertsApi(ask),
    admin: createAdminApi(ask),
    cases: createCasesApi(ask),
    reports: createReportsApi(ask),
    releases: createReleasesApi(ask),
    audit: createAuditApi(ask),
    usage: createUsageApi(ask),
  }
}

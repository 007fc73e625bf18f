import type { CorrelationAnswer, DistributionAnswer, PivotAnswer, PivotRequest, Scope } from '../contract/index.ts'
import type { AnalysisDeps } from './context.ts'
import { pivot } from './pivot/pivot.ts'
import { correlation, type CorrelationQuery } from './spread/correlation.ts'
import { distribution, type DistributionQuery } from './spread/distribution.ts'

export type { CorrelationQuery, DistributionQuery }

/** What an analyst asks beyond single numbers; each of them throws `Refused` for what is unknown to the reader. */
export interface Analysis {
  pivot: (request: PivotRequest, scope: Scope) => Promise<PivotAnswer>
  distribution: (query: DistributionQuery, scope: Scope) => Promise<DistributionAnswer>
  correlation: (query: CorrelationQuery, scope: Scope) => Promise<CorrelationAnswer>
}

export const createAnalysis = (deps: AnalysisDeps): Analysis => ({
  pivot: (request, scope) => pivot({ ...deps, scope }, request),
  distribution: (query, scope) => distribution({ ...deps, scope }, query),
  correlation: (query, scope) => correlation({ ...deps, scope }, query),
})

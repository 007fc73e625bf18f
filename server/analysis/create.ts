import type {
  CorrelationAnswer,
  DistributionAnswer,
  ForecastAnswer,
  PivotAnswer,
  PivotRequest,
  Scope,
} from '../contract/index.ts'
import type { AnalysisDeps } from './context.ts'
import { forecast, type ForecastQuery } from './forecast/forecast.ts'
import { createAnnotations, type Annotations } from './kept/annotations.ts'
import { createLearner } from './forecast/learned.ts'
import { createSavedViews, type KeptDeps, type SavedViews } from './kept/saved-views.ts'
import { pivot } from './pivot/pivot.ts'
import { correlation, type CorrelationQuery } from './spread/correlation.ts'
import { distribution, type DistributionQuery } from './spread/distribution.ts'
import { createWhatIf, type WhatIf } from './whatif/what-if.ts'

/** What an analyst asks beyond single numbers; each of them throws `Refused` for what is unknown to the reader. */
export interface Analysis {
  pivot: (request: PivotRequest, scope: Scope) => Promise<PivotAnswer>
  distribution: (query: DistributionQuery, scope: Scope) => Promise<DistributionAnswer>
  correlation: (query: CorrelationQuery, scope: Scope) => Promise<CorrelationAnswer>
  forecast: (query: ForecastQuery, scope: Scope) => Promise<ForecastAnswer>
  views: SavedViews
  annotations: Annotations
  whatIf: WhatIf
}

export const createAnalysis = async ({
  ledger,
  formerName = () => null,
  ...deps
}: AnalysisDeps & Pick<KeptDeps, 'ledger' | 'formerName'>): Promise<Analysis> => {
  const learned = createLearner()
  return {
    pivot: (request, scope) => pivot({ ...deps, scope }, request),
    distribution: (query, scope) => distribution({ ...deps, scope }, query),
    correlation: (query, scope) => correlation({ ...deps, scope }, query),
    forecast: (query, scope) => forecast({ ...deps, scope, learned }, query),
    views: await createSavedViews({ ...deps, ledger, formerName }),
    annotations: await createAnnotations({ ...deps, ledger, formerName }),
    whatIf: createWhatIf(deps),
  }
}

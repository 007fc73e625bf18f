import type { CorrelationAnswer, DistributionAnswer, ForecastAnswer, Grain, PivotAnswer, PivotRequest } from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** What a table is asked for; what is left out the server chooses. */
export type PivotQuestion = Pick<PivotRequest, 'indicators' | 'grain' | 'rows' | 'columns'> & Partial<PivotRequest>

/** An indicator at a place, with what else a question needs. */
export interface PlaceQuestion { indicator: string; region?: string; grain?: Grain; level?: string; from?: string; to?: string; bucket?: string; with?: string }

/** What an analyst asks. */
export interface AnalysisApi {
  pivot: (question: PivotQuestion, signal?: AbortSignal) => Promise<Answer<PivotAnswer>>
  forecast: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<ForecastAnswer>>
  distribution: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<DistributionAnswer>>
  correlation: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<CorrelationAnswer>>
}

/** Analyses over the given way of asking. */
export const createAnalysisApi = (ask: Ask): AnalysisApi => {
  const about = <T>(what: string) => ({ indicator, ...rest }: PlaceQuestion, signal?: AbortSignal): Promise<Answer<T>> =>
    ask.get(`/api/v1/indicators/${encodeURIComponent(indicator)}/${what}${queryOf({ ...rest })}`, signal)
  return {
    pivot: (question, signal) => ask.post('/api/v1/pivot', question, signal),
    forecast: about('forecast'),
    distribution: about('distribution'),
    correlation: about('correlation'),
  }
}

import type {
  Annotation,
  AnnotationChange,
  AnnotationsAnswer,
  AnnotationWish,
  CorrelationAnswer,
  DistributionAnswer,
  ForecastAnswer,
  Grain,
  PivotAnswer,
  PivotRequest,
  SavedView,
  SavedViewChange,
  SavedViewsAnswer,
  SavedViewWish,
  SimulationAnswer,
  SimulationRun,
  SimulationsAnswer,
} from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** What a table is asked for; what is left out the server chooses. */
export type PivotQuestion = Pick<PivotRequest, 'indicators' | 'grain' | 'rows' | 'columns'> & Partial<PivotRequest>

/** An indicator at a place, with what else a question needs. */
interface PlaceQuestion {
  indicator: string
  region?: string
  grain?: Grain
  level?: string
  /** Of the places of the level only these, with commas. */
  only?: string
  from?: string
  to?: string
  bucket?: string
  with?: string
  /** Buckets to look ahead. */
  horizon?: number
}

/** Which queue is run, and how. */
interface SimulationQuestion {
  id: string
  run: Partial<SimulationRun>
}

/** What an analyst asks, and what they keep. */
export interface AnalysisApi {
  pivot: (question: PivotQuestion, signal?: AbortSignal) => Promise<Answer<PivotAnswer>>
  forecast: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<ForecastAnswer>>
  distribution: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<DistributionAnswer>>
  correlation: (question: PlaceQuestion, signal?: AbortSignal) => Promise<Answer<CorrelationAnswer>>
  simulations: (signal?: AbortSignal) => Promise<Answer<SimulationsAnswer>>
  simulate: (question: SimulationQuestion, signal?: AbortSignal) => Promise<Answer<SimulationAnswer>>
  views: Shelf<SavedView, SavedViewWish, SavedViewChange> & {
    list: (signal?: AbortSignal) => Promise<Answer<SavedViewsAnswer>>
  }
  notes: Shelf<Annotation, AnnotationWish, AnnotationChange> & {
    list: (question: NotesQuestion, signal?: AbortSignal) => Promise<Answer<AnnotationsAnswer>>
  }
}

/** Words on dates of a chart, from bucket to bucket. */
export interface NotesQuestion {
  region: string
  indicator: string
  grain: Grain
  from: string
  to: string
}

/** Things that are kept: what was taken away can be brought back. */
interface Shelf<T, Wish, Change> {
  add: (wish: Wish) => Promise<Answer<T>>
  change: (id: string, change: Change) => Promise<Answer<T>>
  remove: (id: string) => Promise<Answer<null>>
  restore: (id: string) => Promise<Answer<T>>
}

const shelfAt = <T, Wish, Change>(ask: Ask, at: string): Shelf<T, Wish, Change> => {
  const one = (id: string): string => `${at}/${encodeURIComponent(id)}`
  return {
    add: (wish) => ask.post(at, wish),
    change: (id, change) => ask.patch(one(id), change),
    remove: (id) => ask.remove(one(id)),
    restore: (id) => ask.post(`${one(id)}/restore`, {}),
  }
}

/** Analyses over the given way of asking. */
export const createAnalysisApi = (ask: Ask): AnalysisApi => {
  const about =
    <T>(what: string) =>
    ({ indicator, ...rest }: PlaceQuestion, signal?: AbortSignal): Promise<Answer<T>> =>
      ask.get(`/api/v1/indicators/${encodeURIComponent(indicator)}/${what}${queryOf({ ...rest })}`, signal)
  return {
    pivot: (question, signal) => ask.post('/api/v1/pivot', question, signal),
    forecast: about('forecast'),
    distribution: about('distribution'),
    correlation: about('correlation'),
    simulations: (signal) => ask.get('/api/v1/simulations', signal),
    simulate: ({ id, run }, signal) => ask.post(`/api/v1/simulations/${encodeURIComponent(id)}/runs`, run, signal),
    views: { ...shelfAt(ask, '/api/v1/saved-views'), list: (signal) => ask.get('/api/v1/saved-views', signal) },
    notes: {
      ...shelfAt(ask, '/api/v1/annotations'),
      list: (question, signal) => ask.get(`/api/v1/annotations${queryOf({ ...question })}`, signal),
    },
  }
}

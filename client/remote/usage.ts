import type { RatingAnswer, RatingBody, UsageAnswer } from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

export interface UsageQuestion {
  days: string
  idle: string
  unit: string | undefined
}

/** How much the screens are used, and what the reader says of them. */
export interface UsageApi {
  read: (question: UsageQuestion, signal?: AbortSignal) => Promise<Answer<UsageAnswer>>
  /** Where what is read is downloaded from as a file. */
  fileUrl: (question: UsageQuestion) => string
  /** What the reader said of a screen this month. */
  ratingOf: (screen: string, signal?: AbortSignal) => Promise<Answer<RatingAnswer>>
  /** Takes the place of what they said before. */
  rate: (screen: string, rating: RatingBody) => Promise<Answer<RatingAnswer>>
  withdraw: (screen: string) => Promise<Answer<RatingAnswer>>
}

const ratingPath = (screen: string): string => `/api/v1/screens/${encodeURIComponent(screen)}/rating`

export const createUsageApi = (ask: Ask): UsageApi => ({
  read: (question, signal) => ask.get(`/api/v1/usage${queryOf({ ...question })}`, signal),
  fileUrl: (question) => `/api/v1/usage.csv${queryOf({ ...question })}`,
  ratingOf: (screen, signal) => ask.get(ratingPath(screen), signal),
  rate: (screen, rating) => ask.put(ratingPath(screen), rating),
  withdraw: (screen) => ask.remove(ratingPath(screen)),
})

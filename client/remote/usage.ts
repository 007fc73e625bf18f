import type { UsageAnswer } from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

export interface UsageQuestion { days: string; idle: string; unit: string | undefined }

/** How much the screens are used. */
export interface UsageApi { read: (question: UsageQuestion, signal?: AbortSignal) => Promise<Answer<UsageAnswer>> }

export const createUsageApi = (ask: Ask): UsageApi => ({
  read: (question, signal) => ask.get(`/api/v1/usage${queryOf({ ...question })}`, signal),
})

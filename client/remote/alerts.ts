import type { AlertInfo, AlertsAnswer, RegionCode, RulesAnswer } from '../../server/contract/index.ts'
import { queryOf, type Answer, type Ask } from './request.ts'

/** Alerts as their reader meets them. */
export interface AlertsApi {
  /** Those somebody has to care about, worst first. */
  open: (region: RegionCode | undefined, signal?: AbortSignal) => Promise<Answer<AlertsAnswer>>
  /** One of them, whatever became of it. */
  one: (id: string, signal?: AbortSignal) => Promise<Answer<AlertInfo>>
  /** One page of those that are over, what began last first. */
  resolved: (
    ask: { region: RegionCode | undefined; rule: string | undefined; skip: number; limit: number },
    signal?: AbortSignal,
  ) => Promise<Answer<AlertsAnswer>>
  /** The rules the reader may know of. */
  rules: () => Promise<Answer<RulesAnswer>>
  /** Says that the reader takes care of it; the climbing stops. */
  acknowledge: (id: string) => Promise<Answer<AlertInfo>>
  /** Says that the reader has seen it. */
  read: (id: string) => Promise<Answer<AlertInfo>>
}

/** Alerts over the given way of asking. */
export const createAlertsApi = (ask: Ask): AlertsApi => ({
  open: (region, signal) => ask.get(`/api/v1/alerts${queryOf({ region })}`, signal),
  one: (id, signal) => ask.get(`/api/v1/alerts/${encodeURIComponent(id)}`, signal),
  resolved: ({ region, rule, skip, limit }, signal) =>
    ask.get(
      `/api/v1/alerts${queryOf({ state: 'resolved', region, rule, skip: String(skip), limit: String(limit) })}`,
      signal,
    ),
  rules: () => ask.get('/api/v1/alerts/rules'),
  acknowledge: (id) => ask.post(`/api/v1/alerts/${encodeURIComponent(id)}/acknowledge`, {}),
  read: (id) => ask.post(`/api/v1/alerts/${encodeURIComponent(id)}/read`, {}),
})

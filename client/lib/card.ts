import type { Grain } from '../../server/contract/index.ts'
import { isGrain } from './moment.ts'

/**
 * Which number a 口径卡 is open for; without a bucket the newest is meant. In the URL: `indicator,region,grain,bucket`.
 */
export interface CardQuestion {
  indicator: string
  region: string
  grain: Grain
  bucket: string | null
}

/** The URL's text for a number. */
export const writeCard = ({ indicator, region, grain, bucket }: CardQuestion): string =>
  [indicator, region, grain, bucket].filter(Boolean).join(',')

/** The number a URL's text names; `null` when it names none. */
export const readCard = (text: unknown): CardQuestion | null => {
  const [indicator, region, grain, bucket] = typeof text === 'string' ? text.split(',') : []
  return indicator && region && isGrain(grain) ? { indicator, region, grain, bucket: bucket || null } : null
}

import type { RegionCode } from '../../contract/index.ts'

/** A planned period; local milliseconds. */
export interface PlannedSilence {
  id: string
  rule: string | null
  region: RegionCode
  from: number
  until: number
  author: { id: string; name: string }
  reason: string
  ended: number | null
}

import type { AlertMute } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Episode } from '../types.ts'
import type { PlannedSilence } from './types.ts'

export const isActive = ({ from, until, ended }: PlannedSilence, now: number): boolean =>
  from <= now && now < until && ended === null

/** The planned silence that covers an alert now. */
export const silencedBy = (
  { rule, region }: Episode,
  silences: Iterable<PlannedSilence>,
  regions: Regions,
  now: number,
): AlertMute | null => {
  for (const silence of silences) {
    if (
      !isActive(silence, now)
      || (silence.rule !== null && silence.rule !== rule)
      || !regions.contains(silence.region, region)
    )
      continue
    return { by: 'silence', id: silence.id, words: `计划静默：${silence.reason}（${silence.author.name}）` }
  }
  return null
}

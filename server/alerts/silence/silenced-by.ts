import type { AlertRule } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Episode, Muting } from '../types.ts'
import type { PlannedSilence } from './types.ts'

export const isActive = ({ from, until, ended }: PlannedSilence, now: number): boolean =>
  from <= now && now < until && ended === null

/** The planned silence that covers an alert now. */
export const silencedBy = (
  { rule, region }: Episode,
  silences: Iterable<PlannedSilence>,
  { regions, rules, now }: { regions: Regions; rules: ReadonlyMap<string, AlertRule>; now: number },
): Muting | null => {
  for (const silence of silences) {
    if (
      !isActive(silence, now)
      || (silence.rule !== null && silence.rule !== rule)
      || !regions.contains(silence.region, region)
    )
      continue
    return {
      by: 'silence',
      id: silence.id,
      words: `计划静默：${silence.reason}（${silence.author.name}）`,
      of: { region: silence.region, theme: (silence.rule !== null && rules.get(silence.rule)?.theme) || null },
    }
  }
  return null
}

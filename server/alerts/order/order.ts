import type { AlertRule, Catalog } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import { rankOf } from '../evaluate/band-of.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Stage } from '../pass/context.ts'
import type { Episode } from '../types.ts'

/** A case that is asked for; the same alert asks with the same id again until it has one. */
export interface CaseOrder {
  alert: string
  rule: AlertRule
  region: string
  type: string
  title: string
  words: string
  handleWithinSeconds: number | null
  band: Episode['band']
}

/** Asks for a case once an alert that nobody mutes is bad enough. */
export const order: Stage = (draft, { catalog, regions }) => {
  for (const episode of draft.live()) {
    const rule = catalog.alerts.get(episode.rule)
    if (!rule?.opens || episode.state === 'pending' || episode.muted || episode.ordered) continue
    const steps = stepsFor(rule, regions, episode.region)
    if (rankOf(steps, episode.band) <= rankOf(steps, rule.opens.from))
      draft.put({ ...episode, ordered: true }, 'ordered', rule.opens.case)
  }
}

/** The order of an alert in words; `null` when its rule no longer opens cases. */
export const orderOf = (episode: Episode, { alerts }: Catalog, regions: Regions): CaseOrder | null => {
  const rule = alerts.get(episode.rule)
  if (!rule?.opens) return null
  const name = regions.get(episode.region)?.name ?? episode.region
  return {
    alert: episode.id,
    rule,
    region: episode.region,
    type: rule.opens.case,
    title: `${name}${rule.title}`,
    words: rule.advice ?? rule.title,
    handleWithinSeconds: rule.opens.handleWithinSeconds,
    band: episode.band,
  }
}

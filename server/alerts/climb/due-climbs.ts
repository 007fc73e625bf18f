import type { AlertRule } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import { placeOf, type Notice } from '../group/due-notices.ts'
import type { Episode } from '../types.ts'

/** Somebody has read it or acted on it since the severity it has now was told. */
const isRead = ({ told, toldAt }: Episode): boolean =>
  told.some(({ at, read, acted }) => at >= toldAt! && (read ?? acted) !== null)

/**
 * Alerts nobody has read for as long as their rule allows: one step further up each. Those that were told together
 * climb together.
 */
export const dueClimbs = (
  episodes: Iterable<Episode>,
  rules: ReadonlyMap<string, AlertRule>,
  regions: Regions,
  now: number,
): Notice[] => {
  const due = new Map<string, Notice>()
  for (const episode of episodes) {
    const rule = rules.get(episode.rule)
    const next = rule?.climbs[episode.climbed]
    if (!rule || !next || episode.state !== 'firing' || episode.muted || episode.toldAt === null || isRead(episode))
      continue
    if (now - episode.toldAt < next.unreadSeconds * 1000) continue
    const region = placeOf(rule, regions, episode.region)
    const key = JSON.stringify([rule.id, region, episode.band, episode.climbed])
    const notice = due.get(key) ?? { rule, why: 'climbed' as const, to: next.to, region, episodes: [] }
    notice.episodes.push(episode)
    due.set(key, notice)
  }
  return [...due.values()]
}

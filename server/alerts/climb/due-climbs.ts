import type { AlertRule } from '../../catalog/index.ts'
import type { Notice } from '../group/due-notices.ts'
import type { Episode } from '../types.ts'

/** Somebody has read it or acted on it since the severity it has now was told. */
const isRead = ({ told, toldAt }: Episode): boolean => told.some(({ at, read, acted }) => at >= toldAt! && (read ?? acted) !== null)

/** Alerts nobody has read for as long as their rule allows: one step further up each. */
export const dueClimbs = (episodes: Iterable<Episode>, rules: ReadonlyMap<string, AlertRule>, now: number): Notice[] => {
  const due: Notice[] = []
  for (const episode of episodes) {
    const rule = rules.get(episode.rule)
    const next = rule?.climbs[episode.climbed]
    if (!rule || !next || episode.state !== 'firing' || episode.muted || episode.toldAt === null || isRead(episode)) continue
    if (now - episode.toldAt >= next.unreadSeconds * 1000) due.push({ rule, why: 'climbed', to: next.to, region: episode.region, episodes: [episode] })
  }
  return due
}

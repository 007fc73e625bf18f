import type { AlertCovered, AlertMute, Scope } from '../../contract/index.ts'
import { mayRead } from '../../indicators/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { AlertMoment } from './history.ts'
import type { Episode, Muting } from '../types.ts'

/** What is said where the reader may not know what mutes an alert. */
const UNNAMED: Record<Muting['by'], string> = {
  alert: '上级或关联预警期间不另行告知',
  silence: '计划静默期间不另行告知',
}

/** What mutes an alert, named to those alone who may see it; `null` = nothing does. */
export const mutingFor = (muting: Muting | null, regions: Regions, reader: Scope | null): AlertMute | null => {
  if (muting === null) return null
  const { by, id, words, of } = muting
  const isSeen = reader !== null && of !== undefined && mayRead(regions, reader, of.region, of.theme ?? undefined)
  return isSeen ? { by, id, words } : { by, id: null, words: UNNAMED[by] }
}

/**
 * The moments of an alert as a reader is told them: the record says why it was muted in words alone, so that they are
 * told to those who see every theme of the whole tree.
 */
export const momentsFor = (moments: readonly AlertMoment[], regions: Regions, reader: Scope): AlertMoment[] =>
  reader.reaches.some(({ themes, roots }) => themes === 'all' && roots.includes(regions.root.code))
    ? [...moments]
    : moments.map((moment) => (moment.kind === 'muted' ? { ...moment, words: '' } : moment))

/** The alerts that others mute, by the one that mutes them. */
export const coveredBy = (episodes: Iterable<Episode>): ReadonlyMap<string, Episode[]> => {
  const covered = new Map<string, Episode[]>()
  for (const episode of episodes) {
    if (episode.muted?.by !== 'alert') continue
    const { id } = episode.muted
    covered.set(id, [...(covered.get(id) ?? []), episode])
  }
  return covered
}

export const coveredOf = ({ id, title, regionName, band, scale, since }: AlertCovered): AlertCovered => ({
  id,
  title,
  regionName,
  band,
  scale,
  since,
})

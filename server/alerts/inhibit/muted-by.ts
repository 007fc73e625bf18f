import type { AlertRule } from '../../catalog/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Episode, Muting } from '../types.ts'

/** Finds the open episode of a rule in a region. */
type FindOpen = (rule: string, region: string) => Episode | undefined

const says = (other: Episode, regionName: string, title: string): Muting => ({
  by: 'alert',
  id: other.id,
  words: `${regionName}“${title}”预警期间不另行告知`,
  of: { region: other.region, theme: other.theme },
})

/**
 * The alert that says the same for more: the rule's own in a region above, or a declared one here or above.
 * One that is itself muted by this one does not count, or both would keep silent.
 */
export const mutedBy = (
  episode: Episode,
  rule: AlertRule,
  find: FindOpen,
  { regions, titleOf }: { regions: Regions; titleOf: (rule: string) => string },
): Muting | null => {
  const above = regions.path(episode.region).toReversed()
  for (const node of above) {
    const candidates = [
      ...(rule.inhibitedBy.parent && node.code !== episode.region ? [rule.id] : []),
      ...rule.inhibitedBy.rules,
    ]
    for (const id of candidates) {
      const other = find(id, node.code)
      if (other && other.muted?.id !== episode.id) return says(other, node.name, titleOf(id))
    }
  }
  return null
}

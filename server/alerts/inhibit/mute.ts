import type { Stage } from '../pass/context.ts'
import { silencedBy } from '../silence/silenced-by.ts'
import { mutedBy } from './muted-by.ts'

/** Mutes what another alert or a planned silence covers, and gives the voice back when it ends. */
export const mute: Stage = (draft, { catalog, regions, silences, now }) => {
  const find = (rule: string, region: string) => {
    const found = draft.find(rule, region)
    return found?.state === 'pending' ? undefined : found
  }
  const titleOf = (rule: string): string => catalog.alerts.get(rule)?.title ?? rule
  for (const episode of draft.live()) {
    if (episode.state === 'pending') continue
    const rule = catalog.alerts.get(episode.rule)
    const muted =
      (rule && mutedBy(episode, rule, find, { regions, titleOf }))
      ?? silencedBy(episode, silences, { regions, rules: catalog.alerts, now })
    if (muted?.id === episode.muted?.id) continue
    draft.put({ ...episode, muted }, muted ? 'muted' : 'unmuted', muted?.words ?? '')
  }
}

import {
  BANDS,
  type AlertBrief,
  type AlertInfo,
  type Person,
  type RegionCode,
  type RuleInfo,
  type RuleOff,
  type Scope,
  type Silence,
} from '../../contract/index.ts'
import type { Catalog } from '../../catalog/index.ts'
import { mayRead, reachedBy } from '../../indicators/index.ts'
import type { Ledger } from '../../store/index.ts'
import type { Desk } from '../desk.ts'
import { loadEpisode, loadResolved, loadSince } from '../keep/load.ts'
import type { Episode } from '../types.ts'
import { historyOf, type AlertMoment } from './history.ts'
import { outcomesOf, type AlertOutcome } from './outcomes.ts'
import { briefOf, byUrgency, infoOf, type ShowDeps } from './show-alert.ts'
import { coveredBy, momentsFor } from './muting.ts'
import { showOff, showRules, showSilence } from './show-rules.ts'

interface AlertsQuery {
  states: readonly Episode['state'][]
  region: RegionCode
  rule?: string | undefined
  limit: number
  /** Passed over before the first. */ skip?: number
}

/** What a reader is shown of alerts, rules and silences: what lies in their scope, and nothing else. */
export interface Shown {
  /** Alerts within a scope, worst first. */
  list: (query: AlertsQuery, scope: Scope) => Promise<AlertInfo[]>
  find: (id: string, scope: Scope) => Promise<AlertInfo | null>
  /** What happened to an alert, from first to last; nothing for one outside the scope. */
  history: (id: string, scope: Scope) => Promise<AlertMoment[]>
  /** Open alerts of a place and all below, that nobody mutes; worst first. From memory. */
  open: (region: RegionCode, may: (theme: string) => boolean, reader: Scope) => AlertBrief[]
  briefs: (episodes: readonly Episode[], scope: Scope) => AlertBrief[]
  /** Rules of the themes in a scope, and what of them its person may do. */
  rules: (scope: Scope, person: Person) => Promise<RuleInfo[]>
  /** Those of them that are switched off by hand. */
  off: (scope: Scope) => RuleOff[]
  /** Planned silences in a scope: those in force, then those to come, then those over; the newest of each first. */
  silences: (scope: Scope) => Silence[]
  /** What became of the alerts a scope may see that fired since a moment (local ms) and that somebody was told of. */
  outcomes: (since: number, scope: Scope) => Promise<AlertOutcome[]>
}

interface ShownDeps {
  ledger: Ledger
  desk: Pick<Desk, 'live' | 'silences' | 'switches'>
  show: () => ShowDeps
  /** The definitions as their files say them. */
  declared: () => Catalog
}

const URGENCY = byUrgency(BANDS)
const SILENCE_ORDER: readonly Silence['state'][] = ['active', 'planned', 'ended']

export const createShown = ({ ledger, desk, show, declared }: ShownDeps): Shown => {
  const { regions } = show()
  const live = (): Episode[] => [...desk.live().values()]
  const sees = (reader: Scope, { region, theme }: Episode): boolean => mayRead(regions, reader, region, theme)

  const infos = (episodes: readonly Episode[], reader: Scope): AlertInfo[] => {
    const covered = coveredBy(
      live()
        .sort(URGENCY)
        .filter((one) => sees(reader, one)),
    )
    return episodes.map((one) => infoOf(one, show(), { reader, covers: covered.get(one.id) ?? [] }))
  }

  const seen = async (id: string, reader: Scope): Promise<Episode | null> => {
    // Asked for in any case: whether one is live must not show in how long the answer takes.
    const kept = await loadEpisode(ledger, id)
    const episode = live().find((one) => one.id === id) ?? kept
    return episode && sees(reader, episode) ? episode : null
  }

  return {
    list: async ({ states, region, rule, limit, skip = 0 }, reader) => {
      const past = states.includes('resolved')
        ? await loadResolved(ledger, { rule, limit: skip + limit, places: reachedBy(regions, reader, region) })
        : []
      const isAmong = (episode: Episode): boolean =>
        states.includes(episode.state)
        && (rule === undefined || episode.rule === rule)
        && regions.contains(region, episode.region)
        && sees(reader, episode)
      const found = [...live().sort(URGENCY), ...past].filter(isAmong).slice(skip, skip + limit)
      return infos(found, reader)
    },
    find: async (id, reader) => {
      const episode = await seen(id, reader)
      return episode && infos([episode], reader)[0]!
    },
    history: async (id, reader) => {
      const episode = await seen(id, reader)
      if (!episode) return []
      const moments = momentsFor(await historyOf(ledger, id), regions, reader)
      return briefOf(episode, show(), reader).suppressed ? moments.map((one) => ({ ...one, value: null })) : moments
    },
    open: (region, may, reader) =>
      live()
        .filter(
          (episode) =>
            episode.state !== 'pending'
            && episode.muted?.by !== 'alert'
            && may(episode.theme)
            && regions.contains(region, episode.region),
        )
        .sort(URGENCY)
        .map((episode) => briefOf(episode, show(), reader)),
    briefs: (episodes, reader) =>
      episodes.filter((one) => one.state !== 'pending' && sees(reader, one)).map((one) => briefOf(one, show(), reader)),
    rules: (reader, person) =>
      showRules({ ledger, ...show(), live: live(), declared: declared(), switches: desk.switches() }, reader, person),
    off: (reader) => showOff({ declared: declared(), switches: desk.switches(), clock: show().clock }, reader),
    silences: (reader) => {
      const { catalog } = show()
      const themeOf = (rule: string | null): string | undefined =>
        rule === null ? undefined : catalog.alerts.get(rule)?.theme
      return desk
        .silences()
        .filter(({ region, rule }) => mayRead(regions, reader, region, themeOf(rule)))
        .toReversed()
        .map((silence) => showSilence(silence, { ...show(), live: live() }))
        .sort((a, b) => SILENCE_ORDER.indexOf(a.state) - SILENCE_ORDER.indexOf(b.state))
    },
    outcomes: async (since, reader) =>
      outcomesOf(
        (await loadSince(ledger, { since, places: reachedBy(regions, reader) })).filter((one) => sees(reader, one)),
        show().catalog,
      ),
  }
}

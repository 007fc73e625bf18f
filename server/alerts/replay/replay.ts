import type { AlertRule, Catalog } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import { mayRead, type Indicators } from '../../indicators/index.ts'
import { createBreath, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { placesAt } from '../evaluate/watch-list.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Episode } from '../types.ts'
import { knownNumbers } from './numbers.ts'
import { knownSilences } from './silences.ts'
import { walk, type Past } from './walk.ts'

/** One alert that would have been. */
export interface Replayed {
  region: RegionCode
  band: Episode['band']
  from: number
  until: number | null
}

/**
 * `buckets` is `null` where a rule looks at silence, which has none; `unknown` says what of the span cannot be told.
 */
export interface Replay {
  rule: string
  buckets: number | null
  places: number
  fired: Replayed[]
  unknown: string | null
}

export interface ReplayDeps {
  indicators: Indicators
  catalog: Catalog
  regions: Regions
  clock: Clock
  scope: Scope
}

/** What was known of each place, moment by moment; a place nothing was ever known of is missing. */
export interface Known {
  buckets: number | null
  past: ReadonlyMap<RegionCode, Past[]>
  unknown: string | null
}

const worse = (steps: readonly { band: string }[], one: Episode['band'], other: Episode['band']): Episode['band'] =>
  steps.findIndex(({ band }) => band === one) <= steps.findIndex(({ band }) => band === other) ? one : other

const firedAt = (rule: AlertRule, region: RegionCode, regions: Regions, past: readonly Past[]): Replayed[] => {
  const fired: Replayed[] = []
  let open: Replayed | null = null
  walk({ rule, region, regions, newId: () => `${region}-${fired.length + 1}` }, past, ({ episode, moves }, at) => {
    if (moves.includes('fired')) fired.push((open = { region, band: episode!.band, from: at, until: null }))
    else if (open && episode && episode.state !== 'pending')
      open.band = worse(stepsFor(rule, regions, region), open.band, episode.band)
    if (moves.includes('resolved') && open) {
      open.until = at
      open = null
    }
  })
  return fired
}

/**
 * What a rule would have said in the past, only of places the scope reaches. A number is judged at the end of each
 * bucket with its final value, where a holding time shorter than a bucket counts as met when the next bucket says the
 * same; a silence at every moment at which it passes a limit or ends. Takes its time in small pieces: nobody else waits
 * for it.
 */
export const replay = async (rule: AlertRule, since: number, deps: ReplayDeps): Promise<Replay> => {
  const { regions, scope } = deps
  const { subject } = rule
  const places = placesAt(regions, [...rule.steps.keys()]).filter((place) => mayRead(regions, scope, place, rule.theme))
  const { buckets, past, unknown } = await (subject.kind === 'indicator'
    ? knownNumbers(subject, places, since, deps)
    : knownSilences({ rule, dataset: subject.dataset }, places, since, deps))
  const fired: Replayed[] = []
  const breathe = createBreath()
  for (const [region, own] of past) {
    fired.push(...firedAt(rule, region, regions, own))
    await breathe()
  }
  return { rule: rule.id, buckets, places: places.length, fired: fired.sort((a, b) => a.from - b.from), unknown }
}

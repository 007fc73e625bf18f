import type { AlertRule, Catalog } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import { mayRead, problem, Refused, type Indicators } from '../../indicators/index.ts'
import { bucketsBetween, endOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import { placesAt } from '../evaluate/watch-list.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { Episode } from '../types.ts'
import { walk } from './walk.ts'

/** One alert that would have been. */
export interface Replayed { region: RegionCode; band: Episode['band']; from: number; until: number | null }

export interface Replay { rule: string; buckets: number; places: number; fired: Replayed[] }

export interface ReplayDeps { indicators: Indicators; catalog: Catalog; regions: Regions; clock: Clock; scope: Scope }

const worse = (steps: readonly { band: string }[], one: Episode['band'], other: Episode['band']): Episode['band'] =>
  steps.findIndex(({ band }) => band === one) <= steps.findIndex(({ band }) => band === other) ? one : other

/**
 * What a rule would have said over past buckets, each judged at its end with its final value. A holding time
 * shorter than a bucket counts as met when the next bucket says the same. Only places the scope reaches; throws `Refused` for a rule
 * about silence.
 */
export const replay = async (rule: AlertRule, since: number, { indicators, regions, clock, scope }: ReplayDeps): Promise<Replay> => {
  const { subject } = rule
  if (subject.kind !== 'indicator') throw new Refused(problem(422, 'no-replay', `规则“${rule.title}”看的是数据停报，无法回放`, { field: 'rule', hint: '回放逐个时段看指标的值；停报看的是两次到达隔了多久，回放里没有推演。可以回放以指标为准的规则' }))
  const places = placesAt(regions, [...rule.steps.keys()]).filter((place) => mayRead(regions, scope, place, rule.theme))
  const { indicator, grain } = subject
  const now = clock.local()
  const buckets = bucketsBetween(grain, since, now).filter((start) => endOf(grain, start) <= now)
  const { cells } = await indicators.read({ indicator, regions: places, grain, first: buckets[0] ?? since, last: buckets.at(-1) ?? since }, scope)
  const fired: Replayed[] = []
  places.forEach((region, place) => {
    let open: Replayed | null = null
    let count = 0
    const past = buckets.map((start, index) => ({ from: start, at: endOf(grain, start), value: cells[place * buckets.length + index]?.value ?? null }))
    walk({ rule, region, regions, newId: () => `${region}-${(count += 1)}` }, past, ({ episode, moves }, at) => {
      if (moves.includes('fired')) fired.push((open = { region, band: episode!.band, from: at, until: null }))
      else if (open && episode && episode.state !== 'pending') open.band = worse(stepsFor(rule, regions, region), open.band, episode.band)
      if (moves.includes('resolved') && open) {
        open.until = at
        open = null
      }
    })
  })
  return { rule: rule.id, buckets: buckets.length, places: places.length, fired: fired.sort((a, b) => a.from - b.from) }
}

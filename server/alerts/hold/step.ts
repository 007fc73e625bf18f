import type { AlertBand, AlertRule, AlertStep } from '../../catalog/index.ts'
import { bandOf, isWorse, rankOf } from '../evaluate/band-of.ts'
import type { AlertEnd, Episode, MoveKind, Seen } from '../types.ts'

/** The rule as it stands for one region, now. */
export interface Bench {
  rule: Pick<AlertRule, 'id' | 'version' | 'theme' | 'recoverSeconds'>
  region: string
  steps: readonly AlertStep[]
  /** Outside its calendar nothing begins and nothing gets worse; what is open may end. */
  inForce: boolean
  now: number
  newId: () => string
}

/** An episode one step on, and what happened; `null` = there is none (any more), or it was dropped before it fired. */
export interface Stepped {
  episode: Episode | null
  moves: MoveKind[]
}

const isOpen = ({ state }: Episode): boolean => state !== 'pending' && state !== 'resolved'

const begin = ({ rule, region, now, newId }: Bench, band: AlertBand): Episode => ({
  id: newId(),
  rule: rule.id,
  version: rule.version,
  theme: rule.theme,
  region,
  state: 'pending',
  band,
  since: now,
  held: {},
  calm: null,
  value: null,
  blind: false,
  firstValue: null,
  worst: null,
  acknowledged: null,
  resolved: null,
  end: null,
  muted: null,
  toldOf: null,
  toldAt: null,
  climbed: 0,
  told: [],
  ordered: false,
  case: null,
})

/** Severities the value has reached, each with the moment since when; a break starts the count again. */
const holdOn = (
  before: Episode['held'],
  reached: AlertBand | null,
  { steps, now, inForce }: Bench,
  floor: number,
): Episode['held'] => {
  const rank = rankOf(steps, reached)
  const kept = steps.filter((_, index) => index >= rank && (inForce || index >= floor))
  return Object.fromEntries(kept.map(({ band }) => [band, before[band] ?? now]))
}

/** The worst severity that has lasted long enough. */
const lasting = (held: Episode['held'], { steps, now }: Bench): AlertBand | null =>
  steps.find(({ band, forSeconds }) => held[band] !== undefined && now - held[band] >= forSeconds * 1000)?.band ?? null

const waiting = (episode: Episode | null, reached: AlertBand | null, value: number, bench: Bench): Stepped => {
  const held = holdOn(episode?.held ?? {}, reached, bench, bench.steps.length)
  const worst = bench.steps.find(({ band }) => held[band] !== undefined)?.band
  if (worst === undefined) return { episode: null, moves: episode ? ['dropped'] : [] }
  const pending: Episode = { ...(episode ?? begin(bench, worst)), band: worst, held, value, blind: false }
  const band = lasting(held, bench)
  if (band === null) return { episode: pending, moves: episode ? [] : ['held'] }
  return { episode: { ...pending, state: 'firing', band, since: bench.now, firstValue: value }, moves: ['fired'] }
}

const awake = ({ acknowledged }: Episode): 'firing' | 'acknowledged' => (acknowledged ? 'acknowledged' : 'firing')

/** The value is as bad as the alert says, or worse. */
const stay = (episode: Episode): Stepped =>
  episode.state === 'recovering'
    ? { episode: { ...episode, state: awake(episode), calm: null }, moves: ['returned'] }
    : { episode: { ...episode, calm: null }, moves: [] }

const milder = (steps: readonly AlertStep[], one: AlertBand | null, other: AlertBand | null): AlertBand | null =>
  rankOf(steps, one) <= rankOf(steps, other) ? one : other

/** Long enough calmer: down to the worst it was meanwhile, or over. */
const settle = (episode: Episode, reached: AlertBand | null, bench: Bench, end: AlertEnd): Stepped => {
  const { steps, now } = bench
  const calm = {
    since: episode.calm?.since ?? now,
    worst: episode.calm ? milder(steps, episode.calm.worst, reached) : reached,
  }
  const wait = bench.rule.recoverSeconds ?? steps.find(({ band }) => band === episode.band)?.forSeconds ?? 0
  if (now - calm.since < wait * 1000) {
    if (reached === null && episode.state !== 'recovering')
      return { episode: { ...episode, state: 'recovering', calm }, moves: ['recovering'] }
    if (reached !== null && episode.state === 'recovering')
      return { episode: { ...episode, state: awake(episode), calm }, moves: ['returned'] }
    return { episode: { ...episode, calm }, moves: [] }
  }
  if (calm.worst === null)
    return { episode: { ...episode, state: 'resolved', calm: null, held: {}, resolved: now, end }, moves: ['resolved'] }
  return { episode: { ...episode, state: awake(episode), band: calm.worst, calm: null }, moves: ['lowered'] }
}

const going = (before: Episode, reached: AlertBand | null, bench: Bench, end: AlertEnd): Stepped => {
  const rank = rankOf(bench.steps, before.band)
  const episode = { ...before, held: holdOn(before.held, reached, bench, rank) }
  const band = lasting(episode.held, bench)
  if (band !== null && rankOf(bench.steps, band) < rank) {
    return {
      episode: { ...episode, band, state: 'firing', acknowledged: null, calm: null, climbed: 0 },
      moves: ['raised'],
    }
  }
  return rankOf(bench.steps, reached) <= rank ? stay(episode) : settle(episode, reached, bench, end)
}

/** Nothing can be said: a pending one is not confirmed and goes, an open one stays as it is. */
const blindly = (episode: Episode | null): Stepped => {
  if (!episode || episode.state === 'pending') return { episode: null, moves: episode ? ['dropped'] : [] }
  const { episode: held, moves } = stay(episode)
  return { episode: { ...held!, blind: true, held: {} }, moves }
}

const withWorst = (episode: Episode, { steps }: Bench): Episode => {
  const { worst, band, value, state } = episode
  if (state === 'pending') return episode
  const gravest = worst === null || rankOf(steps, band) < rankOf(steps, worst.band) ? band : worst.band
  const before = worst?.value ?? null
  const most = before === null || (value !== null && isWorse(steps, value, before)) ? value : before
  return worst?.band === gravest && before === most ? episode : { ...episode, worst: { band: gravest, value: most } }
}

const judge = (episode: Episode | null, seen: Seen, bench: Bench): Stepped => {
  if (seen.kind === 'stale') return blindly(episode)
  const value = seen.kind === 'value' ? seen.value : null
  const open = episode !== null && isOpen(episode)
  const reached = value === null ? null : bandOf(bench.steps, open ? episode.band : null, value)
  if (!open) return value === null ? blindly(episode) : waiting(episode, reached, value, bench)
  return going({ ...episode, value, blind: false }, reached, bench, value === null ? 'lost' : 'calm')
}

/** One step of one rule in one region: from what was seen, and from time alone when that has not changed. */
export const step = (episode: Episode | null, seen: Seen, bench: Bench): Stepped => {
  const { episode: after, moves } = judge(episode, seen, bench)
  return { episode: after && withWorst(after, bench), moves }
}

/** What an episode last saw, to be judged again when time has passed. */
export const lastSeen = ({ value, blind }: Episode): Seen =>
  blind ? { kind: 'stale' } : value === null ? { kind: 'gone' } : { kind: 'value', value }

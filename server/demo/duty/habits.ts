import { STORIES } from '../../../fixtures/demo/index.ts'
import type { AlertInfo, CaseActionId, CaseRow, CaseState } from '../../contract/index.ts'
import { createDraw } from '../draw.ts'
import type { OnDuty } from './people.ts'

const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** Minutes until an alert is signed for, at least and at most; the share that only gets read. */
const ALERTS: Record<AlertInfo['band'], { minutes: readonly [number, number]; unsigned: number }> = {
  red: { minutes: [1, 8], unsigned: 0.06 },
  orange: { minutes: [2, 18], unsigned: 0.12 },
  yellow: { minutes: [4, 40], unsigned: 0.2 },
  blue: { minutes: [8, 75], unsigned: 0.3 },
}

/** What is to be done next in a state, and the minutes it takes. */
const STEPS: Partial<Record<CaseState, { action: CaseActionId; minutes: readonly [number, number] }>> = {
  reported: { action: 'file', minutes: [2, 20] },
  filed: { action: 'dispatch', minutes: [2, 15] },
  returned: { action: 'dispatch', minutes: [5, 40] },
  dispatched: { action: 'sign', minutes: [3, 45] },
  handling: { action: 'feedback', minutes: [40, 420] },
  feedback: { action: 'verify', minutes: [10, 150] },
  verified: { action: 'close', minutes: [5, 60] },
  closed: { action: 'rate', minutes: [30, 300] },
  rated: { action: 'archive', minutes: [30, 360] },
}
/** This share of the steps is let lie for days. */
const LAID_ASIDE = 0.14
/** The centre sees to what a town's desk has not, or may not because it did the work itself. */
const CENTRE_WAITS = 240 * MINUTE
const TAKING_OVER = { old: 30 * MINUTE, share: 0.12 }

/** A number in [0, 1) that belongs to these words and this seed. */
export const lot = (seed: number, words: string): number => {
  let mixed = seed
  for (const sign of words) mixed = Math.imul(mixed ^ sign.codePointAt(0)!, 0x01000193)
  return createDraw(mixed)()
}

export interface Habits {
  seed: number
  /** Instant the duty began: nobody was there before. */
  began: number
  /** Times real time, as the feed. */
  speed: number
}

const between = ([least, most]: readonly [number, number], drawn: number): number =>
  (least + (most - least) * drawn) * MINUTE

/** The town of the backlog has no time to sign for anything but what is worst. */
const isBehind = ({ region, kind }: Pick<OnDuty, 'region' | 'kind'>): boolean =>
  kind !== 'centre' && region === STORIES.backlog.town

/**
 * When somebody reads an alert and when they sign for it (`Infinity` = they do not): instants. What was old when the
 * duty began is taken over within minutes.
 */
export const alertTimes = (
  alert: Pick<AlertInfo, 'rule' | 'region' | 'band' | 'since'>,
  who: Pick<OnDuty, 'region' | 'kind'>,
  { seed, began, speed }: Habits,
): { read: number; sign: number } => {
  const { minutes, unsigned } = ALERTS[alert.band]
  const key = `${alert.rule} ${alert.region} ${alert.since} ${alert.band}`
  const since = Date.parse(alert.since)
  const took =
    (between(minutes, lot(seed, `${key} takes`)) * (since < began - TAKING_OVER.old ? TAKING_OVER.share : 1)) / speed
  const start = Math.max(since, began)
  const left = lot(seed, `${key} left`) < (isBehind(who) && alert.band !== 'red' ? 0.6 : unsigned)
  return { read: start + took * 0.4, sign: left ? Infinity : start + took }
}

/** The step this person takes next in a case, and when; `null` = it is not theirs to take. */
export const nextStep = (
  { number, state, owner, actions, changedAt }: Pick<CaseRow, 'number' | 'state' | 'owner' | 'actions' | 'changedAt'>,
  { kind, region }: Pick<OnDuty, 'kind' | 'region'>,
  { seed, began, speed }: Habits,
): { action: CaseActionId; at: number } | null => {
  const step = STEPS[state.id]
  if (!step || !actions.includes(step.action)) return null
  // A desk may sign for every village below; those sign for themselves.
  if (kind === 'desk' && (step.action === 'sign' || step.action === 'feedback') && owner?.id !== region) return null
  const key = `${number} ${state.id}`
  const aside = lot(seed, `${key} aside`) < LAID_ASIDE ? 2 * DAY : 0
  const took = between(step.minutes, lot(seed, `${key} takes`)) + aside + (kind === 'centre' ? CENTRE_WAITS : 0)
  return { action: step.action, at: Math.max(Date.parse(changedAt), began) + took / speed }
}

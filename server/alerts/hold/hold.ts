import type { AlertRule } from '../../catalog/index.ts'
import { inForce } from '../evaluate/in-force.ts'
import { stepsFor } from '../group/due-notices.ts'
import type { PassContext, Stage } from '../pass/context.ts'
import type { Draft } from '../pass/draft.ts'
import type { Episode, Seen } from '../types.ts'
import { lastSeen, step } from './step.ts'

interface At {
  rule: AlertRule
  region: string
  seen: Seen
}

/** Whether each rule is in force now: asked once a pass, not once a place. */
const forceNow = (now: number): ((rule: AlertRule) => boolean) => {
  const known = new Map<AlertRule, boolean>()
  return (rule) => {
    const force = known.get(rule) ?? inForce(rule.calendar, now)
    known.set(rule, force)
    return force
  }
}

/** Most of what waits has not changed: part by part that is told without writing it all out. */
const isSame = (one: Episode, other: Episode): boolean =>
  (Object.keys(one) as (keyof Episode)[]).every(
    (part) => one[part] === other[part] || JSON.stringify(one[part]) === JSON.stringify(other[part]),
  )

const advance = (
  draft: Draft,
  { rule, region, seen }: At,
  { regions, now, newId }: PassContext,
  isInForce: (rule: AlertRule) => boolean,
): void => {
  const before = draft.find(rule.id, region) ?? null
  const steps = stepsFor(rule, regions, region)
  if (steps.length === 0) return
  const { episode, moves } = step(before, seen, { rule, region, steps, inForce: isInForce(rule), now, newId })
  if (episode === null) {
    if (before) draft.drop(before)
    return
  }
  if (moves.length === 0 && before !== null && isSame(before, episode)) return
  draft.put(episode)
  for (const kind of moves) draft.put(episode, kind)
}

/** The rule is gone or switched off, or no longer looks at this place: nothing is left to wait for. */
const withdraw = (draft: Draft, episode: Episode, { now, switchOf }: PassContext): void => {
  if (episode.state === 'pending') {
    draft.drop(episode)
    return
  }
  const by = switchOf(episode.rule)
  const endWords = by && !by.on ? `规则已停用：${by.reason}（${by.author.name}）` : '规则已停用或区域已撤并'
  draft.put(
    { ...episode, state: 'resolved', resolved: now, end: 'withdrawn', endWords, held: {}, calm: null },
    'resolved',
    endWords,
  )
}

/** Judges what was seen, and by the clock everything that waits. */
export const hold: Stage = (draft, context) => {
  const judged = new Set<string>()
  const isInForce = forceNow(context.now)
  for (const { rules, region, seen } of context.seen) {
    for (const rule of rules) {
      // It was looked at before somebody switched it off.
      if (!context.catalog.alerts.get(rule.id)?.enabled) continue
      judged.add(`${rule.id} ${region}`)
      advance(draft, { rule, region, seen }, context, isInForce)
    }
  }
  for (const episode of draft.live()) {
    const rule = context.catalog.alerts.get(episode.rule)
    if (
      !rule?.enabled
      || context.regions.get(episode.region) === null
      || stepsFor(rule, context.regions, episode.region).length === 0
    )
      withdraw(draft, episode, context)
    else if (!judged.has(`${episode.rule} ${episode.region}`))
      advance(draft, { rule, region: episode.region, seen: lastSeen(episode) }, context, isInForce)
  }
}

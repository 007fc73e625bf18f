import type { PlanAction, PlanInfo, PlanRunInfo, TryInfo } from '../../contract/index.ts'
import type { Clock, WorkCalendar, Zone } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Outlet } from '../outlets/index.ts'
import { nextSlot, readWhen, type IsWorkday } from '../timing/index.ts'
import { isAmiss, type Attempts, type PlanRecord, type Run } from './record.ts'
import { named } from '../export/index.ts'
import { localFor, zoneOf } from './zones.ts'

export interface ShowPlanDeps {
  clock: Clock
  regions: Regions
  outlets: readonly Outlet[]
  calendar: () => WorkCalendar | null
  isWorkday: IsWorkday
  titleOf: (template: string) => string
  /** What somebody is called now whose account was anonymised; `null` for everybody else. */
  formerName?: ((id: string) => string | null) | undefined
}

const tryInfo = ({ clock: { zone } }: ShowPlanDeps, { state, attempts, due, problem }: Attempts): TryInfo => ({
  state,
  attempts,
  problem,
  next: state === 'waiting' ? zone.format(zone.toLocal(due)) : null,
})

const runInfo = (deps: ShowPlanDeps, zone: Zone, run: Run, unnamed: (words: string) => string): PlanRunInfo => ({
  ...tryInfo(deps, { ...run, problem: run.problem && unnamed(run.problem) }),
  at: zone.format(run.slot),
  missed: run.missed,
  issue: run.issue,
  deliveries:
    run.issue === null
      ? []
      : run.deliveries.map((one) => ({
          ...tryInfo(deps, one),
          title: deps.outlets.find(({ id }) => id === one.outlet)?.title ?? one.outlet,
        })),
})

/**
 * Whether anything of a plan may be tried again: nobody has to wait hours for the next time once what was in the way is
 * gone.
 */
const mayRetry = ({ runs: [newest], ...plan }: PlanRecord): boolean =>
  plan.state === 'active' && newest !== undefined && [newest, ...newest.deliveries].some(isAmiss)

/** What may be done with a plan by whoever may change it. One the definitions order cannot be removed, only paused. */
export const actionsOn = (plan: PlanRecord, mayChange: boolean, standing: boolean): PlanAction[] => {
  if (!mayChange) return []
  return [
    plan.state === 'active' ? ('pause' as const) : ('resume' as const),
    ...(mayRetry(plan) ? ['retry' as const] : []),
    ...(standing ? [] : ['remove' as const]),
  ]
}

/** Takes the name of an owner who is anonymised out of what was written down while they had it. */
const withoutName =
  ({ name }: PlanRecord['owner'], former: string | null) =>
  (words: string): string =>
    former === null || name === '' ? words : words.replaceAll(name, former)

/** A plan as the page shows it. */
export const planInfo = (deps: ShowPlanDeps, plan: PlanRecord, actions: PlanAction[]): PlanInfo => {
  const when = readWhen(plan.when)
  const zone = zoneOf(plan, deps.clock)
  const next = when && plan.state === 'active' ? nextSlot(when, deps.isWorkday, localFor(plan, deps.clock)) : null
  const { id, template, region, format, data = false, audience, owner, paused } = plan
  const former = deps.formerName?.(owner.id) ?? null
  const unnamed = withoutName(owner, former)
  const by = paused && ((paused.id === undefined ? null : deps.formerName?.(paused.id)) ?? unnamed(paused.by))
  return {
    id,
    template,
    region,
    format,
    data,
    audience,
    paused: paused && { by: by!, words: unnamed(paused.words) },
    actions,
    when: plan.when,
    zone: zone.name,
    title: deps.titleOf(template),
    regionName: deps.regions.get(region)?.name ?? region,
    owner: former ?? named(owner),
    outlets: plan.outlets.map((one) => deps.outlets.find((known) => known.id === one)?.title ?? one),
    state: plan.state === 'active' ? 'active' : 'paused',
    next: next && zone.format(next.at),
    calendarKnown:
      next === null
      || when?.every === 'day'
      || (when?.rest === 'anyway' && when.every !== 'workday')
      || (deps.calendar()?.knows(next.nominal, next.at) ?? false),
    runs: plan.runs.map((run) => runInfo(deps, zone, run, unnamed)),
  }
}

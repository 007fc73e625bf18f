import type { RegionCode } from '../../contract/index.ts'
import type { Clock } from '../../lib/index.ts'
import { readWhen, whenWords } from '../timing/index.ts'
import type { PlanRecord } from './record.ts'
import { inZone, localFor } from './zones.ts'

/** A template with whether it is written for the level of the whole place. */
export interface Scheduled {
  template: { id: string; title: string; schedule?: string | undefined; zone?: string | undefined }
  forRoot: boolean
}

const PREFIX = 'standing:'
export const SYSTEM_OWNER = { id: 'system', name: '系统', post: '按计划自动编制' }

/** Plans the definitions order, not a person. */
export const isStanding = ({ id }: Pick<PlanRecord, 'id'>): boolean => id.startsWith(PREFIX)

/**
 * What is to be kept so that every template with a schedule makes itself for the whole place. A new one begins now; one
 * whose schedule or zone was changed or taken away follows; paused ones stay paused.
 */
export const standingPlans = (
  known: ReadonlyMap<string, PlanRecord>,
  scheduled: readonly Scheduled[],
  { root, clock }: { root: RegionCode; clock: Clock },
): PlanRecord[] => {
  const wanted = new Map<string, Pick<PlanRecord, 'template' | 'when' | 'zone'>>(
    scheduled.flatMap(({ template: { id, schedule, zone }, forRoot }) => {
      const when = schedule === undefined || !forRoot ? null : readWhen(schedule)
      return when
        ? [
            [
              `${PREFIX}${id}`,
              { template: id, when: whenWords(when), ...(zone === undefined ? {} : { zone }) },
            ] as const,
          ]
        : []
    }),
  )
  const changed = [...wanted].flatMap(([id, { template, ...timing }]): PlanRecord[] => {
    const plan = known.get(id)
    if (plan?.when === timing.when && plan.zone === timing.zone && plan.state !== 'removed') return []
    const seen = localFor(timing, clock)
    if (plan)
      return [
        {
          ...inZone(plan, timing, clock),
          when: timing.when,
          seen,
          state: plan.state === 'removed' ? 'active' : plan.state,
        },
      ]
    return [
      {
        id,
        template,
        region: root,
        ...timing,
        format: 'docx',
        owner: SYSTEM_OWNER,
        audience: 'everybody',
        outlets: [],
        state: 'active',
        paused: null,
        seen,
        runs: [],
      },
    ]
  })
  // A template with a mistake in it is not offered for a while; its plan says so when it comes round.
  const gone = [...known.values()].filter(
    (plan) =>
      isStanding(plan)
      && plan.state !== 'removed'
      && !wanted.has(plan.id)
      && scheduled.some(({ template }) => template.id === plan.template),
  )
  return [...changed, ...gone.map((plan): PlanRecord => ({ ...plan, state: 'removed' }))]
}

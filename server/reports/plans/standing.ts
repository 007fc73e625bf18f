import type { RegionCode } from '../../contract/index.ts'
import { readWhen, whenWords } from '../timing/index.ts'
import type { PlanRecord } from './record.ts'

/** A template with whether it is written for the level of the whole place. */
export interface Scheduled {
  template: { id: string; title: string; schedule?: string | undefined }
  forRoot: boolean
}

const PREFIX = 'standing:'
export const SYSTEM_OWNER = { id: 'system', name: '系统', post: '按计划自动编制' }

/** Plans the definitions order, not a person. */
export const isStanding = ({ id }: Pick<PlanRecord, 'id'>): boolean => id.startsWith(PREFIX)

/**
 * What is to be kept so that every template with a schedule makes itself for the whole place. A new one begins now; one
 * whose schedule was changed or taken away follows; paused ones stay paused.
 */
export const standingPlans = (
  known: ReadonlyMap<string, PlanRecord>,
  scheduled: readonly Scheduled[],
  { root, local }: { root: RegionCode; local: number },
): PlanRecord[] => {
  const wanted = new Map<string, { template: string; when: string }>(
    scheduled.flatMap(({ template: { id, schedule }, forRoot }) => {
      const when = schedule === undefined || !forRoot ? null : readWhen(schedule)
      return when ? [[`${PREFIX}${id}`, { template: id, when: whenWords(when) }] as const] : []
    }),
  )
  const changed = [...wanted].flatMap(([id, { template, when }]): PlanRecord[] => {
    const plan = known.get(id)
    if (plan?.when === when && plan.state !== 'removed') return []
    if (plan) return [{ ...plan, when, seen: local, state: plan.state === 'removed' ? 'active' : plan.state }]
    return [
      {
        id,
        template,
        region: root,
        when,
        format: 'docx',
        owner: SYSTEM_OWNER,
        audience: 'everybody',
        outlets: [],
        state: 'active',
        paused: null,
        seen: local,
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

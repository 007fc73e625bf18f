import { randomUUID } from 'node:crypto'
import type { Person, PlanAction, PlansAnswer, PlanInfo, planBodySchema } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { z } from 'zod'
import { createRecords, type Ledger } from '../../store/index.ts'
import { readWhen, readZone, WHEN_HINT, whenWords, ZONE_HINT } from '../timing/index.ts'
import { comeRound } from './come-round.ts'
import { afresh, type PlanRecord } from './record.ts'
import { attemptDelivery, attemptRun, type RunDeps } from './run.ts'
import { actionsOn, planInfo, type ShowPlanDeps } from './show.ts'
import { isStanding, standingPlans, type Scheduled } from './standing.ts'
import { localFor } from './zones.ts'

/** Reports that make themselves: looked at every so often, made when they come round, tried again when they fail. */
export interface Plans {
  ready: () => Promise<void>
  /** Makes and delivers what is due; call it every so often. */
  tick: () => Promise<void>
  list: (person: Person) => Promise<PlansAnswer>
  create: (person: Person, body: z.output<typeof planBodySchema>) => Promise<PlanInfo>
  /** The plan as it is then, `null` when it was removed; nothing at all when there is none such for them. */
  act: (person: Person, id: string, action: PlanAction) => Promise<{ plan: PlanInfo | null } | null>
  close: () => Promise<void>
}

export interface PlansDeps extends Omit<RunDeps, 'keep' | 'now'>, Omit<ShowPlanDeps, 'titleOf'> {
  ledger: Ledger
  scheduled: () => Promise<Scheduled[]>
  root: string
  /** Throws `Refused` unless this person may have this report made there; the place's code. */
  admit: (person: Person, template: string, region: string) => Promise<string>
  maySee: (person: Person, plan: Pick<PlanRecord, 'template' | 'region'>) => boolean
  /** Whether somebody looks after the definitions a plan stands on, and so after the plan. */
  mayManage: (person: Person, plan: Pick<PlanRecord, 'template' | 'region'>) => boolean
  mayConfigure: (person: Person, region: string) => boolean
}

const SYSTEM = '系统'

export const createPlans = (deps: PlansDeps): Plans => {
  const { ledger, clock, isWorkday } = deps
  const book = createRecords<PlanRecord>(ledger, 'reports.plans', 'report_plan')
  const plans = new Map<string, PlanRecord>()
  let titles = new Map<string, string>()
  let last: Promise<unknown> = Promise.resolve()
  let closing = false

  /** One change after the other: a tick and a person who pauses must not undo each other. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  const keep: RunDeps['keep'] = async (plan, also) => {
    await ledger.write(async (sql) => {
      await book.putIn(sql, plan)
      await also?.(sql)
    })
    plans.set(plan.id, plan)
  }
  const runDeps: RunDeps = { ...deps, now: clock.now, keep }
  const show: ShowPlanDeps = { ...deps, titleOf: (template) => titles.get(template) ?? template }

  const sync = async (): Promise<void> => {
    const scheduled = await deps.scheduled()
    titles = new Map(scheduled.map(({ template }) => [template.id, template.title]))
    for (const plan of standingPlans(plans, scheduled, { root: deps.root, clock })) await keep(plan)
  }
  const work = async (id: string): Promise<void> => {
    const rounded = comeRound(plans.get(id)!, isWorkday, { local: localFor(plans.get(id)!, clock), now: clock.now() })
    if (rounded) await keep(rounded)
    const [newest] = plans.get(id)!.runs
    if (newest?.state === 'waiting' && newest.due <= clock.now() && plans.get(id)!.state === 'active')
      await attemptRun(runDeps, plans.get(id)!, newest)
    for (const { slot } of plans.get(id)!.runs) {
      for (let next; (next = dueDelivery(plans.get(id)!, slot, clock.now())) && !closing;)
        await attemptDelivery(runDeps, plans.get(id)!, next.run, next.delivery)
    }
  }
  const own = (person: Person, plan: PlanRecord): boolean => plan.owner.id === person.id
  const mayChange = (person: Person, plan: PlanRecord): boolean => own(person, plan) || deps.mayManage(person, plan)
  const visible = (person: Person): PlanRecord[] =>
    [...plans.values()].filter(
      (plan) => plan.state !== 'removed' && (mayChange(person, plan) || deps.maySee(person, plan)),
    )
  const info = (person: Person, plan: PlanRecord): PlanInfo =>
    planInfo(show, plan, actionsOn(plan, mayChange(person, plan), isStanding(plan)))

  return {
    ready: async () => {
      await book.ready()
      for (const plan of await book.all()) plans.set(plan.id, plan)
    },
    tick: () =>
      alone(async () => {
        if (closing) return
        await sync()
        for (const [id, { state }] of [...plans]) if (state !== 'removed' && !closing) await work(id)
      }),
    list: async (person) => {
      if (titles.size === 0) await alone(sync)
      return {
        plans: visible(person).map((plan) => info(person, plan)),
        outlets: deps.outlets
          .filter(() => deps.mayConfigure(person, deps.root))
          .map(({ id, title, kind }) => ({ id, title, kind })),
      }
    },
    create: async (person, body) => {
      const when = readWhen(body.when)
      if (!when)
        throw new Refused(
          problem(400, 'unreadable-schedule', `看不懂报送时间“${body.when}”`, { field: 'when', hint: WHEN_HINT }),
        )
      const zone = zoneNamed(body.zone)
      const region = await deps.admit(person, body.template, body.region)
      checkOutlets(deps, person, body.outlets, region)
      const plan: PlanRecord = {
        id: randomUUID(),
        template: body.template,
        region,
        when: whenWords(when),
        ...zone,
        format: body.format,
        data: body.data,
        audience: body.audience,
        outlets: body.outlets,
        owner: { id: person.id, name: person.name, post: person.post },
        state: 'active',
        paused: null,
        seen: localFor(zone, clock),
        runs: [],
      }
      await alone(async () => {
        await sync()
        await keep(plan)
      })
      return info(person, plan)
    },
    act: (person, id, action) =>
      alone(async () => {
        const plan = visible(person).find((one) => one.id === id)
        if (!plan) return null
        if (!actionsOn(plan, mayChange(person, plan), isStanding(plan)).includes(action)) {
          throw new Refused(
            mayChange(person, plan)
              ? problem(409, 'not-now', '这项计划现在不能这样处理', { hint: '请刷新后再看' })
              : problem(403, 'not-allowed', '只有计划所属人员和有配置权限的人员可以更改'),
          )
        }
        const next = ACTIONS[action](plan, person, { local: localFor(plan, clock), now: clock.now() })
        await keep(next)
        return { plan: next.state === 'removed' ? null : info(person, next) }
      }),
    close: async () => {
      closing = true
      await last
    },
  }
}

const zoneNamed = (name: string | undefined): Pick<PlanRecord, 'zone'> => {
  const zone = name === undefined ? undefined : readZone(name)
  if (zone === null)
    throw new Refused(problem(400, 'unknown-zone', `没有时区“${name}”`, { field: 'zone', hint: ZONE_HINT }))
  return zone === undefined ? {} : { zone }
}

const dueDelivery = (plan: PlanRecord, slot: number, now: number) => {
  const run = plan.runs.find((one) => one.slot === slot)
  const delivery = run?.issue ? run.deliveries.find(({ state, due }) => state === 'waiting' && due <= now) : undefined
  return run && delivery ? { run, delivery } : null
}

/** What leaves the house leaves it on the word of somebody who is trusted with the configuration. */
const checkOutlets = (
  deps: Pick<PlansDeps, 'outlets' | 'mayConfigure'>,
  person: Person,
  wanted: readonly string[],
  region: string,
): void => {
  if (wanted.length === 0) return
  if (!deps.mayConfigure(person, region))
    throw new Refused(
      problem(403, 'not-allowed', '送达邮箱或文件夹需要配置权限', { field: 'outlets', hint: '请联系数据管理员设置' }),
    )
  const missing = wanted.find((one) => !deps.outlets.some(({ id }) => id === one))
  if (missing !== undefined)
    throw new Refused(problem(400, 'unknown-outlet', `没有送达去处 ${missing}`, { field: 'outlets' }))
}

const ACTIONS: Record<
  PlanAction,
  (plan: PlanRecord, person: Person, at: { local: number; now: number }) => PlanRecord
> = {
  pause: (plan, { id, name }) => ({ ...plan, state: 'paused', paused: { by: name, id, words: '' } }),
  // What came round meanwhile was meant not to be made.
  resume: (plan, _, { local }) => ({ ...plan, state: 'active', paused: null, seen: local }),
  retry: (plan, _, { now }) => ({
    ...plan,
    runs: plan.runs.map((run, at) =>
      at > 0 ? run : { ...afresh(run, now), deliveries: run.deliveries.map((one) => afresh(one, now)) },
    ),
  }),
  remove: (plan, { id, name }) => ({ ...plan, state: 'removed', paused: { by: name || SYSTEM, id, words: '' } }),
}

import type { Person } from '../../contract/index.ts'
import { Refused } from '../../indicators/index.ts'
import type { Sql } from '../../store/index.ts'
import type { Issue } from '../archive/index.ts'
import type { Outlet, Parcel } from '../outlets/index.ts'
import { refusalWords } from '../refusal-words.ts'
import { failed, replaceRun, succeeded, type Delivery, type PlanRecord, type Run } from './record.ts'

export interface RunDeps {
  now: () => number
  /** Whoever a plan belongs to as they are now; `null` = nobody may act under this name any more. */
  ownerNow: (plan: PlanRecord) => Person | null
  /** Writes the report of the period before the run's day. Throws `Refused`. */
  make: (plan: PlanRecord, run: Run, owner: Person) => Promise<Issue>
  /** Durable together: the issue, who is told of it, and what the plan has become. */
  keep: (plan: PlanRecord, also?: (sql: Sql) => Promise<void>) => Promise<void>
  /** Puts the issue into the archive and tells readers, within a transaction. */
  publish: (sql: Sql, plan: PlanRecord, issue: Issue) => Promise<void>
  parcel: (plan: PlanRecord, run: Run) => Promise<Parcel>
  outlets: readonly Outlet[]
  /** Writes down what leaves the house, before it does. */
  note: (plan: PlanRecord, what: string) => Promise<void>
  failed: (error: unknown) => void
}

const wordsOf = (error: unknown, tell: (error: unknown) => void): string => {
  if (error instanceof Refused) return refusalWords(error.problem)
  tell(error)
  return '编制时出现意外错误'
}

/** Tries to make what is due; the plan as it is afterwards, kept. */
export const attemptRun = async (deps: RunDeps, plan: PlanRecord, run: Run): Promise<PlanRecord> => {
  const owner = deps.ownerNow(plan)
  if (!owner) {
    // Names nobody: whose plan it is stands beside it, by the name they have when it is read.
    const words = '所属人员的账号已停用，或已没有导出权限'
    const halted: PlanRecord = {
      ...replaceRun(plan, { ...run, state: 'failed', attempts: run.attempts + 1, problem: words }),
      state: 'paused',
      paused: { by: '系统', words },
    }
    await deps.keep(halted)
    return halted
  }
  try {
    const issue = await deps.make(plan, run, owner)
    const done = replaceRun(plan, { ...succeeded(run), issue: issue.record.id })
    await deps.keep(done, (sql) => deps.publish(sql, plan, issue))
    return done
  } catch (error) {
    const next = replaceRun(plan, failed(run, wordsOf(error, deps.failed), deps.now()))
    await deps.keep(next)
    return next
  }
}

/** Tries one way out; rather twice than never. */
export const attemptDelivery = async (
  deps: RunDeps,
  plan: PlanRecord,
  run: Run,
  delivery: Delivery,
): Promise<PlanRecord> => {
  const with_ = (next: Delivery): PlanRecord =>
    replaceRun(plan, { ...run, deliveries: run.deliveries.map((one) => (one.outlet === next.outlet ? next : one)) })
  const send = async (): Promise<Delivery> => {
    const outlet = deps.outlets.find(({ id }) => id === delivery.outlet)
    if (!outlet) return failed(delivery, '这个送达去处已不在配置里', deps.now())
    try {
      const parcel = await deps.parcel(plan, run)
      await deps.note(
        plan,
        `report issue:${run.issue} ${plan.format}${plan.data === true ? '+xlsx' : ''} to ${outlet.kind}:${outlet.id} plan:${plan.id}`,
      )
      await outlet.send(parcel)
      return succeeded(delivery)
    } catch (error) {
      return failed(
        delivery,
        error instanceof Refused ? error.problem.title : error instanceof Error ? error.message : String(error),
        deps.now(),
      )
    }
  }
  const next = with_(await send())
  await deps.keep(next)
  return next
}

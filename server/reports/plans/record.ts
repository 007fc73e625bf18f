import type { RegionCode } from '../../contract/index.ts'

/** Something that is tried until it is done or given up. `due`: instant of the next attempt, Unix ms. */
export interface Attempts {
  state: 'waiting' | 'done' | 'failed'
  attempts: number
  due: number
  problem: string | null
}

/** One way out of the house for one issue. */
export interface Delivery extends Attempts {
  outlet: string
}

/** One time a plan came round. */
export interface Run extends Attempts {
  /** When it acts and the day it is for, local ms of the plan's zone. */
  slot: number
  nominal: number
  /** Earlier slots nobody was there for; this one makes up for all of them. */
  missed: number
  issue: string | null
  deliveries: Delivery[]
}

/** A report that makes itself, as the ledger keeps it. */
export interface PlanRecord {
  id: string
  template: string
  region: RegionCode
  /** Written as `readWhen` reads it. */
  when: string
  /** IANA name of the time zone of `when` and of the moments below; the city's where none is named. */
  zone?: string
  format: 'docx' | 'pdf'
  /** The numbers behind it are sent along as a workbook. */
  data?: boolean
  /** On whose rights it is made; printed on it. */
  owner: { id: string; name: string; post: string }
  audience: 'owner' | 'everybody'
  outlets: string[]
  state: 'active' | 'paused' | 'removed'
  /** `id` of who did it; absent where nobody did, and in plans from before. */
  paused: { by: string; id?: string; words: string } | null
  /** Slots up to this one have been dealt with, local ms of the plan's zone. */
  seen: number
  /** Newest first. */
  runs: Run[]
}

/** Waits between attempts; after the last one it is given up and said so. */
const BACKOFF_MS = [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000]
const KEPT_RUNS = 12

/** After an attempt that failed. */
export const failed = <T extends Attempts>(one: T, problem: string, now: number): T => {
  const wait = BACKOFF_MS[one.attempts]
  return {
    ...one,
    attempts: one.attempts + 1,
    state: wait === undefined ? 'failed' : 'waiting',
    due: now + (wait ?? 0),
    problem,
  }
}

/** After one that worked. */
export const succeeded = <T extends Attempts>(one: T): T => ({
  ...one,
  attempts: one.attempts + 1,
  state: 'done',
  problem: null,
})

/** Whether an attempt went wrong and none has worked since, be it given up or tried again later. */
export const isAmiss = ({ state, attempts }: Attempts): boolean =>
  state === 'failed' || (state === 'waiting' && attempts > 0)

/** To be tried again at once, as often as the first time. */
export const afresh = <T extends Attempts>(one: T, now: number): T =>
  isAmiss(one) ? { ...one, state: 'waiting', attempts: 0, due: now } : one

/** A run that still waits when the next one comes is not made any more: its numbers would be those of the next. */
const overtaken = (run: Run): Run =>
  run.state === 'waiting'
    ? { ...run, state: 'failed', problem: `${run.problem ?? '没有来得及编制'}；已由下一期代替` }
    : run

export const withRun = (plan: PlanRecord, run: Run): PlanRecord => ({
  ...plan,
  seen: run.slot,
  runs: [run, ...plan.runs.map(overtaken)].slice(0, KEPT_RUNS),
})

export const replaceRun = (plan: PlanRecord, run: Run): PlanRecord => ({
  ...plan,
  runs: plan.runs.map((one) => (one.slot === run.slot ? run : one)),
})

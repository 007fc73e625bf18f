import { maskText } from '../../catalog/index.ts'
import {
  isNamed,
  LOOP_STEPS,
  type CaseParty,
  type CaseQueue,
  type RegionCode,
  type Scope,
  type TaskLine,
  type TasksPanel,
} from '../../contract/index.ts'
import { clocksOf, handlerOf, typeOf } from '../answers/row.ts'
import type { Room } from '../context.ts'
import { loopOrder, loopState } from '../machine/loop.ts'
import { listCases } from '../rows/list.ts'
import { newestWords } from '../rows/read.ts'
import { createBinder, withinSql } from '../rows/within.ts'
import type { Case, Entry } from '../types.ts'
import { LOOP_WORDS, STATE_WORDS } from '../words.ts'

export interface TasksAsk {
  region: RegionCode
  group?: string | undefined
  queue: CaseQueue
  limit: number
}

/** Who ordered something, where nobody is named. */
const ABOVE = '上级督办'

/** That there was feedback, where what it says is not told. */
const SAID = '已有反馈'

const calledBy =
  (named: boolean) =>
  ({ kind, name, post }: CaseParty): string =>
    kind === 'unit' || named ? name : post

const lineOf = (room: Room, one: Case, said: Entry | undefined, named: boolean): TaskLine => {
  const { catalog, clock, regions, limitsOf } = room
  const type = typeOf(catalog(), one.type)
  const { step, whole } = clocksOf(one, limitsOf(type), room)
  const { state, words, due } = step === null || (whole.state === 'overdue' && step.state !== 'overdue') ? whole : step
  const steps = [...loopOrder(type), ...LOOP_STEPS.filter((other) => !type.loop.has(other))]
  const holder = handlerOf(one) ?? one.owner
  return {
    id: one.id,
    // Who reported an event may have named somebody; a task is the office's own wording.
    title: named || type.group === 'task' ? maskText(one.title) : type.title,
    by: one.supervised ? (named ? one.supervised.by : ABOVE) : one.origin.title,
    place: regions.get(one.region)?.name ?? one.region,
    owner: holder && calledBy(named)(holder),
    state: STATE_WORDS[one.state],
    clock: { state, words, due },
    loop: steps.map((other) => ({ title: LOOP_WORDS[other], state: loopState(other, one, type) })),
    score: one.score,
    said: said ? { words: named ? maskText(said.words) : SAID, at: clock.zone.format(said.at) } : null,
  }
}

/**
 * What was ordered in a place and below, as far as a scope reaches; overdue first. For walls: nobody in person asks.
 */
export const tasksOf = async (
  room: Room,
  { region, group, queue, limit }: TasksAsk,
  scope: Scope,
): Promise<Omit<TasksPanel, 'kind'>> => {
  const { ledger, clock, regions, below } = room
  const binder = createBinder()
  const within = withinSql(scope, null, { root: regions.root.code, below, binder })
  return ledger.read(async (sql) => {
    const { cases, counts, late } = await listCases(sql, {
      filter: { queue, region, group, sort: 'urgent' },
      cursor: undefined,
      limit,
      now: clock.local(),
      mine: [],
      within,
      binder,
      below,
    })
    const said = await newestWords(
      sql,
      cases.map(({ id }) => id),
    )
    return {
      rows: cases.map((one) => lineOf(room, one, said.get(one.id), isNamed(scope))),
      total: counts[queue],
      overdue: late,
    }
  })
}

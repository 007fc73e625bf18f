import type { CasesAnswer } from '../../server/contract/index.ts'
import type { CasesQuestion } from '../remote/index.ts'

/** What the page of 督办考反馈 can list; `none` says what would stand here. */
export interface Kind {
  id: 'task' | 'supervised' | 'overdue'
  title: string
  question: CasesQuestion
  none: string
}

export type KindSizes = Record<Kind['id'], number>

export const KINDS: readonly Kind[] = [
  {
    id: 'task',
    title: '重点任务',
    question: { group: 'task', queue: 'all' },
    none: '没有重点任务。由您所在单位承办或发生在本地的政府工作报告任务、民生实事、政务督查和信访督办，交办后会列在这里。',
  },
  {
    id: 'supervised',
    title: '督办事件',
    question: { queue: 'supervised' },
    none: '没有被督办的事件。区领导或督查人员督办的未办结事件会列在这里。',
  },
  { id: 'overdue', title: '已超期', question: { queue: 'overdue' }, none: '没有超期的事件和任务。' },
]

/**
 * The kind an address names; without one the first that has something, so that nobody meets an empty page beside a full
 * one. `null` = not known yet.
 */
export const kindOf = (named: unknown, sizes: KindSizes | null): Kind | null =>
  KINDS.find(({ id }) => id === named) ?? (sizes && (KINDS.find(({ id }) => sizes[id] > 0) ?? KINDS[0]!))

/** What is asked for: one sort can be looked at alone, and each is counted. */
export const questionOf = (kind: Kind, type: string | null): CasesQuestion => ({
  ...kind.question,
  by: 'type',
  ...(type !== null && { type }),
})

type Sorts = NonNullable<CasesAnswer['types']>

/**
 * The sorts to choose from, tasks first: all of these, so that an empty one is seen to be empty, and of everyday cases
 * those there are.
 */
export const sortsOf = (types: Sorts, chosen: string | null): Sorts =>
  types
    .filter(({ id, group, total }) => group === 'task' || total > 0 || id === chosen)
    .toSorted((a, b) => Number(b.group === 'task') - Number(a.group === 'task'))

interface Chosen {
  kind: Kind | null
  type: string | null
}

/** What an address asks for; one that names a sort alone means the tasks. */
export const chosenIn = ({ kind, type }: Record<string, unknown>): Chosen => {
  const named = kindOf(kind ?? (typeof type === 'string' ? 'task' : undefined), null)
  return { kind: named, type: named !== null && typeof type === 'string' && type !== '' ? type : null }
}

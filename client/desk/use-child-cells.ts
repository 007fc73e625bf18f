import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { Problem, RegionCode } from '../../server/contract/index.ts'
import { useRemote } from '../stores/index.ts'
import type { ChildColumn, ColumnAsked } from './options.ts'

interface ChildCells {
  columns: Ref<ChildColumn[] | null>
  problem: Ref<Problem | null>
}

/** What is asked without when: of where and of what. */
const places = (asked: string): string => {
  const { region, columns } = JSON.parse(asked) as { region: RegionCode; columns: ColumnAsked[] }
  return [region, ...columns.map(({ indicator }) => indicator)].join(' ')
}

/** New facts may arrive many times a second; a table of all places is read again at most this often. */
const REST_MS = 10_000

/**
 * Cells of a region's children for some indicators, each in the bucket its own number is of, read again after new
 * facts.
 */
export const useChildCells = (
  asked: () => { region: RegionCode; columns: readonly ColumnAsked[] },
  version: () => number,
): ChildCells => {
  const { api } = useRemote()
  const columns = shallowRef<ChildColumn[] | null>(null)
  const problem = shallowRef<Problem | null>(null)
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  let readAt = 0

  const read = async (): Promise<void> => {
    clearTimeout(waiting)
    waiting = undefined
    readAt = Date.now()
    running?.abort()
    const mine = (running = new AbortController())
    const { region, columns: wanted } = asked()
    const answers = await Promise.all(
      wanted.map(({ indicator, grain, bucket }) => api.childCells(indicator, { region, grain, bucket }, mine.signal)),
    ).catch(() => null)
    if (!answers || running !== mine) return
    problem.value = answers.flatMap((answer) => ('problem' in answer ? [answer.problem] : []))[0] ?? null
    columns.value = answers.flatMap((answer) =>
      'value' in answer
        ? [
            {
              indicator: answer.value.indicator,
              grain: answer.value.grain,
              cells: new Map(answer.value.cells.map((cell) => [cell.region, cell])),
            },
          ]
        : [],
    )
  }
  watch(
    () => JSON.stringify(asked()),
    (now, before) => {
      // A period that has moved on is read while the one before still stands.
      if (before === undefined || places(now) !== places(before)) columns.value = null
      void read()
    },
    { immediate: true },
  )
  watch(version, () => {
    waiting ??= setTimeout(() => void read(), Math.max(0, readAt + REST_MS - Date.now()))
  })
  onScopeDispose(() => {
    clearTimeout(waiting)
    running?.abort()
  })
  return { columns, problem }
}

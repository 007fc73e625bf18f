import { onScopeDispose, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { CaseRow, CasesAnswer, Problem } from '../../../server/contract/index.ts'
import type { CasesQuestion } from '../../remote/index.ts'
import { useRemote } from '../remote.ts'
import { mergeRows, renewRow, type QueueRow } from './merge.ts'

const PAGE = 50
/** The server gives at most so many at once; beyond them lines on screen are renewed one by one. */
const STRETCH = 200
/** However fast cases move, the list is read again at most this often. */
const REST_MS = 1_000

/** A list of cases as one person reads it: it never moves under the eye, and says what it holds back. */
export const useQueueStore = defineStore('queue', () => {
  const { api, socket } = useRemote()
  const rows = shallowRef<QueueRow[] | null>(null)
  const fresh = shallowRef<CaseRow[]>([])
  const answer = shallowRef<Omit<CasesAnswer, 'cases'> | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const busy = shallowRef(false)
  let asked: CasesQuestion | null = null
  let running: AbortController | null = null
  let waiting: ReturnType<typeof setTimeout> | undefined
  let readAt = 0

  const read = async (question: CasesQuestion): Promise<CasesAnswer | null> => {
    running?.abort()
    const mine = (running = new AbortController())
    busy.value = true
    readAt = Date.now()
    const result = await api.cases.list(question, mine.signal).catch(() => null)
    if (running !== mine || result === null) return null
    busy.value = false
    problem.value = 'problem' in result ? result.problem : null
    return 'value' in result ? result.value : null
  }
  const take = ({ cases: _, ...rest }: CasesAnswer, next: string | null = rest.next): void => {
    answer.value = { ...rest, next }
  }

  /** Shows a list from its beginning. */
  const show = async (question: CasesQuestion): Promise<void> => {
    const same = JSON.stringify(question) === JSON.stringify(asked)
    asked = question
    if (!same) rows.value = null
    fresh.value = []
    const first = await read({ ...question, limit: PAGE })
    if (!first) return
    take(first)
    rows.value = first.cases.map((row) => ({ row, left: false }))
  }
  const more = async (): Promise<void> => {
    if (!asked || !answer.value?.next || busy.value) return
    const further = await read({ ...asked, limit: PAGE, cursor: answer.value.next })
    if (!further) return
    const known = new Set(rows.value?.map(({ row }) => row.id))
    take(further)
    rows.value = [
      ...(rows.value ?? []),
      ...further.cases.filter(({ id }) => !known.has(id)).map((row) => ({ row, left: false })),
    ]
  }
  const renew = async (): Promise<void> => {
    waiting = undefined
    if (!asked) return
    if (rows.value === null || rows.value.length === 0) return void (await show(asked))
    const covered = Math.min(STRETCH, Math.max(PAGE, rows.value.length))
    const newer = await read({ ...asked, limit: covered })
    if (!newer || !rows.value) return
    take(newer, rows.value.length > covered ? answer.value?.next : newer.next)
    const merged = mergeRows(rows.value, newer, covered)
    rows.value = merged.rows
    fresh.value = merged.fresh
  }
  const changed = (): void => {
    waiting ??= setTimeout(() => void renew(), Math.max(200, readAt + REST_MS - Date.now()))
  }

  const stops = [socket.onCase(changed), socket.onReturn(changed)]
  onScopeDispose(() => {
    clearTimeout(waiting)
    running?.abort()
    for (const stop of stops) stop()
  })

  return {
    rows,
    fresh,
    answer,
    problem,
    busy,
    show,
    more,
    again: async (): Promise<void> => {
      if (asked) await show(asked)
    },
    /** Puts the newer state of one case in its line. */
    renewed: (row: CaseRow): void => {
      if (rows.value) rows.value = renewRow(rows.value, row)
    },
  }
})

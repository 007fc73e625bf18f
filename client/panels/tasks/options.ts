import type { TaskLine, TasksPanel } from '../../../server/contract/index.ts'
import { clockLook, type ClockLook } from '../../cases/parts/clock.ts'
import { formatMinutesAgo } from '../../lib/age.ts'

type Step = TaskLine['loop'][number]['state']

const MARKS: Record<Step, { mark: string; word: string }> = {
  done: { mark: '✓', word: '已完成' },
  running: { mark: '●', word: '进行中' },
  ahead: { mark: '○', word: '未开始' },
  missing: { mark: '▲', word: '缺环' },
  unneeded: { mark: '–', word: '无需' },
}

/** A line as it is shown. */
interface ShownTask {
  id: string
  title: string
  from: string
  owner: string
  state: string
  clock: ClockLook
  steps: { key: string; state: Step; mark: string; words: string }[]
  /** The step it stands at, or the one that was passed over. */
  stands: string
  score: number | null
  said: string | null
  saidWhen: string
}

/** As many as fit, and what is to be said of all. */
interface TaskList {
  rows: ShownTask[]
  note: string
}

const ROW_LEAST = 62

const standsAt = (loop: TaskLine['loop']): string => {
  const missing = loop.filter(({ state }) => state === 'missing')
  if (missing.length > 0) return `缺${missing.map(({ title }) => title).join('、')}`
  return (
    loop.find(({ state }) => state === 'running')?.title
    ?? (loop.every(({ state }) => state === 'done' || state === 'unneeded') ? '已闭环' : '')
  )
}

/** Hours say nothing beside three days or more: `剩 24 个工作日 4 小时` reads `剩 24 个工作日`. */
const inDays = (look: ClockLook): ClockLook => ({
  ...look,
  words: look.words.replace(/((?:[3-9]|\d{2,}) 个工作日) \d+ 小时$/, '$1'),
})

const shown = ({ id, title, by, place, owner, state, clock, loop, score, said }: TaskLine, now: number): ShownTask => ({
  id,
  title,
  from: `${by} · ${place}`,
  owner: owner ?? '尚未派遣',
  state,
  score,
  clock: inDays(clockLook(clock)),
  steps: loop.map((step) => ({
    key: step.title,
    state: step.state,
    mark: MARKS[step.state].mark,
    words: `${step.title}：${MARKS[step.state].word}`,
  })),
  stands: standsAt(loop),
  said: said?.words ?? null,
  saidWhen: said ? formatMinutesAgo(said.at, now) : '',
})

/** The lines that fit a list of `height` design pixels, in the server's order, overdue first. */
export const taskList = (data: TasksPanel, { height, now }: { height: number; now: number }): TaskList => {
  const fit = height > 0 ? Math.max(1, Math.floor(height / ROW_LEAST)) : data.rows.length
  const rows = data.rows.slice(0, fit).map((row) => shown(row, now))
  return {
    rows,
    note:
      data.total === 0
        ? ''
        : `共 ${data.total} 件 · 超期 ${data.overdue} 件${data.total > rows.length ? ` · 列出最急的 ${rows.length} 件` : ''}`,
  }
}

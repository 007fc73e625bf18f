import { expect, test } from 'vitest'
import type { TaskLine, TasksPanel } from '../../../server/contract/index.ts'
import { INSTANT } from '../fixture.ts'
import { taskList } from './options.ts'

const line = (id: string, more: Partial<TaskLine> = {}): TaskLine => ({
  id,
  title: '新增公共停车位 6000 个',
  by: '票决民生实事之五',
  place: '萧山区',
  owner: '区城管局',
  state: '处置中',
  clock: { state: 'overdue', words: '超 3 个工作日', due: '2026-11-18T17:30:00+08:00' },
  loop: [
    { title: '决策', state: 'done' },
    { title: '执行', state: 'running' },
    { title: '评价', state: 'ahead' },
    { title: '预警', state: 'unneeded' },
  ],
  score: null,
  said: null,
  ...more,
})
const panel = (rows: TaskLine[], more: Partial<TasksPanel> = {}): TasksPanel => ({
  kind: 'tasks',
  rows,
  total: rows.length,
  overdue: 1,
  ...more,
})
const AT = { height: 0, now: INSTANT }

test.each([
  [0, 3, '共 9 件 · 超期 1 件 · 列出最急的 3 件'],
  [130, 2, '共 9 件 · 超期 1 件 · 列出最急的 2 件'],
])('a list %i high keeps what is most urgent and says how many there are', (height, count, note) => {
  const list = taskList(
    panel(
      ['a', 'b', 'c'].map((id) => line(id)),
      { total: 9 },
    ),
    { ...AT, height },
  )
  expect([list.rows.length, list.note]).toEqual([count, note])
})

test('each line says who has it, where it stands and what was said last', () => {
  const [row] = taskList(
    panel([line('a', { said: { words: '已建成 312 座', at: '2026-11-21T18:41:07+08:00' } })]),
    AT,
  ).rows
  expect(row).toMatchObject({
    owner: '区城管局',
    stands: '执行',
    said: '已建成 312 座',
    saidWhen: '2 小时前',
    clock: { tone: 'red', shape: '▲', words: '超 3 个工作日' },
  })
  expect(row!.steps.map(({ words }) => words)).toEqual(['决策：已完成', '执行：进行中', '评价：未开始', '预警：无需'])
})

test('a step that was passed over is named, and a closed loop says so', () => {
  const loop = (...states: TaskLine['loop'][number]['state'][]): TaskLine['loop'] =>
    states.map((state, index) => ({ title: ['决策', '执行', '评价'][index]!, state }))
  expect(
    taskList(
      panel([
        line('a', { loop: loop('done', 'missing', 'running') }),
        line('b', { loop: loop('done', 'done', 'unneeded') }),
      ]),
      AT,
    ).rows.map(({ stands }) => stands),
  ).toEqual(['缺执行', '已闭环'])
})

test.each([
  ['剩 24 个工作日 4 小时', '剩 24 个工作日'],
  ['剩 3 个工作日 1 小时', '剩 3 个工作日'],
  ['剩 1 个工作日 1 小时', '剩 1 个工作日 1 小时'],
  ['剩 4 小时', '剩 4 小时'],
])('a limit of %s reads %s: hours count only when days are few', (words, shown) =>
  expect(
    taskList(panel([line('a', { clock: { state: 'running', words, due: '2026-11-28T17:30:00+08:00' } })]), AT).rows[0]!
      .clock.words,
  ).toBe(shown),
)

import { expect, test } from 'vitest'
import { introduces, isShort } from './short-table.ts'

const columns = [
  { name: '指标', numeric: false, share: 1 },
  { name: '口径', numeric: false, share: 3 },
]
const rows = (count: number, text: string) => Array.from({ length: count }, () => ['件数', text])

test.each([
  [6, '按上报时间计入', true],
  [7, '按上报时间计入', false],
  [4, '统计期内“基层治理四平台”新上报的事件件数，按上报时间计入，跨日的计入受理之日', true],
  [5, '统计期内“基层治理四平台”新上报的事件件数，按上报时间计入，跨日的计入受理之日', false],
])('a table of %i rows of %s is short: %s', (count, text, short) =>
  expect(isShort({ columns, rows: rows(count, text) })).toBe(short),
)

test('short text directly above a table introduces it; a longer one, or one above anything else, does not', () => {
  const table = { kind: 'table' as const, caption: '表3', columns, rows: rows(3, '按上报时间计入') }
  const text = (length: number) => ({ kind: 'paragraph' as const, text: '按'.repeat(length) })
  expect([
    introduces(text(40), table),
    introduces(text(90), table),
    introduces(text(40), text(40)),
    introduces(text(40), undefined),
    introduces({ kind: 'heading', text: '五、督办事件' }, table),
  ]).toEqual([true, false, false, false, false])
})

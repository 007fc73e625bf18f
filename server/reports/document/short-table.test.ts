import { expect, test } from 'vitest'
import { isShort } from './short-table.ts'

const columns = [
  { name: '指标', numeric: false, share: 1 },
  { name: '口径', numeric: false, share: 3 },
]
const rows = (count: number, text: string) => Array.from({ length: count }, () => ['件数', text])

test.each([
  [10, '按上报时间计入', true],
  [11, '按上报时间计入', false],
  [6, '统计期内“基层治理四平台”新上报的事件件数，按上报时间计入，跨日的计入受理之日', true],
  [7, '统计期内“基层治理四平台”新上报的事件件数，按上报时间计入，跨日的计入受理之日', false],
])('a table of %i rows of %s is short: %s', (count, text, short) =>
  expect(isShort({ columns, rows: rows(count, text) })).toBe(short),
)

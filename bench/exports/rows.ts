import { columnsFor } from '../../server/reports/table/columns.ts'
import { ROWS_AT_ONCE } from '../../server/reports/table/pages.ts'
import type { Row, Sheet, Stamp } from '../../server/reports/export/index.ts'

const TOWNS = Array.from({ length: 22 }, (_, at) => `镇街${at + 1}`)
const START = Date.UTC(2024, 0, 1)
const HOUR = 3_600_000

/** A row as an export of cells has it: every column, with numbers, shares, gaps and words that come again. */
const rowOf = (n: number): Row => {
  const value = Math.imul(n, 2_654_435_761) >>> 0
  const count = (decimals: number, over: number) => ({ value: (value % (over * 100)) / 100, decimals, percent: false })
  const share = { value: (value % 20_000) / 100 - 100, decimals: 1, percent: true }
  const town = TOWNS[n % TOWNS.length]!
  const known: Record<string, Row[number]> = {
    区域: town,
    指标: '新增事件',
    时段: `第 ${Math.floor(n / TOWNS.length)} 时`,
    单位: '件',
    上级区域: '萧山区',
    粒度: '时',
    区域代码: String(330_109_100 + (n % TOWNS.length)),
    指标编码: 'governance.new_cases',
    分级: n % 9 === 0 ? '黄' : '',
    状态: n % 50 === 0 ? '暂无数据' : '',
    时段起: START + Math.floor(n / TOWNS.length) * HOUR,
  }
  return COLUMNS.map(({ name, kind }, at) =>
    name in known
      ? known[name]!
      : kind === 'text'
        ? ''
        : n % 50 === 0
          ? null
          : name.includes('%')
            ? share
            : at % 3 === 0
              ? value % 1_000
              : count(at % 3, 900),
  )
}

export const COLUMNS = columnsFor(['yoy', 'pop'], { alone: false, printed: false })

/** The sheet an export of `rows` cells writes. */
export const sheetOf = (rows: number): Sheet => ({
  name: '数据',
  columns: COLUMNS,
  pages: async function* () {
    for (let from = 0; from < rows; from += ROWS_AT_ONCE)
      yield await Promise.resolve(
        Array.from({ length: Math.min(ROWS_AT_ONCE, rows - from) }, (_, at) => rowOf(from + at)),
      )
  },
})

export const STAMP: Stamp = {
  title: '新增事件',
  scope: '萧山区',
  exporter: '张三（分析员）',
  at: '2026-11-26T10:00:00+08:00',
  asOf: '2026-11-26T10:00:00+08:00',
  version: 1,
}

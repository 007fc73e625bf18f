import type { Path } from '../../reading/place.ts'
import type { Report } from '../../reading/report.ts'
import type { Column, ColumnType } from '../../schema/index.ts'

const TIMES: readonly ColumnType[] = ['time', 'date']
const NUMBERS: readonly ColumnType[] = ['integer', 'number']

/** Rules that make sense for some types only, and the words for those types. */
const ONLY: [keyof Column, readonly ColumnType[], string][] = [
  ['format', TIMES, '时间和日期'],
  ['zone', ['time'], '时间'],
  ['shift', ['time'], '时间'],
  ['compose', ['text', 'time', 'date'], '文本、时间和日期'],
  ['min', NUMBERS, '整数和数值'],
  ['max', NUMBERS, '整数和数值'],
  ['pattern', ['text', 'region'], '文本和区域'],
  ['values', ['text', 'integer', 'number', 'boolean', 'region'], '文本、数值、真假和区域'],
]

const isPattern = (text: string): boolean => {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const isZone = (zone: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat
  } catch {
    return false
  }
}

/** Reports rules of a column that contradict its type or each other. */
export const checkColumn = (column: Column, report: Report, path: Path): void => {
  for (const [key, types, words] of ONLY) {
    if (column[key] !== undefined && !types.includes(column.type))
      report.add([...path, key], `${key} 只能用于${words}列`, { key: true })
  }
  const isPair = column.from !== undefined && !Array.isArray(column.from)
  if (isPair && column.type !== 'point')
    report.add([...path, 'from'], '{ lon, lat } 只能用于点位列（type: point）', { key: true })
  if (column.from !== undefined && column.compose !== undefined)
    report.add([...path, 'compose'], 'from 与 compose 只能写一个', { key: true })
  if ((column.mask === 'point') !== (column.type === 'point') && column.mask !== undefined) {
    report.add([...path, 'mask'], column.type === 'point' ? '点位列的脱敏方式应写 point' : 'mask: point 只能用于点位列')
  }
  if (column.min !== undefined && column.max !== undefined && column.min > column.max)
    report.add([...path, 'max'], `max（${column.max}）小于 min（${column.min}）`)
  if (column.pattern !== undefined && !isPattern(column.pattern))
    report.add([...path, 'pattern'], '正则表达式不成立，请检查括号是否成对')
  if (column.zone !== undefined && !isZone(column.zone))
    report.add([...path, 'zone'], `没有时区 ${column.zone}，应写作 Asia/Shanghai 这样的名称`)
}

import { reject, written } from '../reject.ts'
import { BROKEN } from '../bytes/decode.ts'
import type { Columns, Parsed } from '../types.ts'

const NOT_JSON_NUMBER = /"((?:[^"\\]|\\.)*)"\s*:\s*(-?(?:NaN|Infinity))/

const whyNotJson = (text: string): { column: string | null; value: string; reason: string } => {
  const number = NOT_JSON_NUMBER.exec(text)
  if (number)
    return { column: number[1]!, value: number[2]!, reason: `${number[2]} 不是 JSON 的数值，没有数值请写 null` }
  if (/^\s*\{\s*'/.test(text)) return { column: null, value: text, reason: '不是有效的 JSON：名称和文字应使用双引号' }
  return { column: null, value: text, reason: '不是有效的 JSON，应是一个对象 {"列名": 值, …}' }
}

/**
 * Turns the text of one JSON object into a row, put behind `items`; tells new names before the row that first has them.
 */
export const createObjectReader = (charset: () => string): ((text: string, row: number, items: Parsed[]) => void) => {
  const seen = new Set<string>()
  const fresh = (values: Record<string, unknown>): Columns | null => {
    let columns: string[] | null = null
    for (const key in values)
      if (!seen.has(key)) {
        seen.add(key)
        ;(columns ??= []).push(key)
      }
    return columns && { columns, fixed: false }
  }
  return (text, row, items) => {
    if (text.includes(BROKEN)) {
      items.push({ row, broken: reject(row, null, text, `含有按 ${charset()} 无法识别的字节，请检查文件编码`) })
      return
    }
    const parsed = parse(text)
    if (parsed === undefined) {
      const why = whyNotJson(text)
      items.push({ row, broken: reject(row, why.column, why.value, why.reason) })
    } else if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      items.push({ row, broken: reject(row, null, written(parsed) ?? 'null', '应是一个对象 {"列名": 值, …}') })
    } else {
      const columns = fresh(parsed as Record<string, unknown>)
      if (columns) items.push(columns)
      items.push({ row, values: parsed as Record<string, unknown> })
    }
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

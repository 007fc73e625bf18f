import { reject } from '../reject.ts'
import { breakOff } from '../break-off.ts'
import type { Decoded } from '../bytes/decode.ts'
import type { FileProblem, Parsed } from '../types.ts'

const KINDS: readonly FileProblem['kind'][] = ['truncated', 'encoding', 'header', 'format']

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const rowItem = (item: Record<string, unknown>): Parsed | null => {
  const { row, values, broken } = item
  if (typeof row !== 'number' || !Number.isSafeInteger(row) || row < 1) return null
  if (isObject(values)) return { row, values }
  if (!isObject(broken)) return null
  return {
    row,
    broken: reject(
      row,
      text(broken['column']),
      text(broken['value']),
      (text(broken['reason']) ?? '无法读取').slice(0, 500),
    ),
  }
}

const itemOf = (line: string): Parsed | null => {
  let item: unknown
  try {
    item = JSON.parse(line)
  } catch {
    return null
  }
  if (!isObject(item)) return null
  const { columns, fixed, problem } = item
  if (Array.isArray(columns)) return { columns: columns.map(String), fixed: fixed === true }
  if (!isObject(problem)) return rowItem(item)
  const kind = KINDS.find((one) => one === problem['kind'])
  return kind ? { problem: { kind, message: (text(problem['message']) ?? '').slice(0, 500) } } : null
}

/**
 * What `openRows` yielded somewhere else, one item a line: headers, row numbers, faults and refusals of the
 * original file arrive as they were read there.
 */
export async function* readRelay({ text: pieces }: Decoded, limit: number): AsyncGenerator<Parsed[]> {
  let rest = ''
  let any = false
  const take = (line: string): Parsed => {
    any = true
    return itemOf(line) ?? breakOff('format', '内容不是 yiping import 送出的行')
  }
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    yield lines.filter((line) => line !== '').map(take)
    if (rest.length > limit * 2) breakOff('too-large', `有一行超过 ${limit} 个字符`)
  }
  if (rest !== '') yield [take(rest)]
  if (!any) breakOff('empty', '内容是空的')
}

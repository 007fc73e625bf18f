import { reject } from '../reject.ts'
import { breakOff } from '../break-off.ts'
import type { Decoded } from '../bytes/decode.ts'
import { createObjectReader } from './object-reader.ts'
import type { Parsed } from '../types.ts'

/** One JSON object a line; a line that is none is refused alone. */
export async function* readNdjson({ text, charset }: Decoded, limit: number): AsyncGenerator<Parsed[]> {
  const read = createObjectReader(charset)
  let rest = ''
  let row = 0
  let skipping = false
  let any = false

  const take = (line: string, items: Parsed[]): void => {
    row += 1
    if (skipping) {
      skipping = false
      return
    }
    const body = line.trim()
    if (body === '') return
    if (!any && body.startsWith('['))
      breakOff('format', '内容是 JSON 数组，不是每行一个对象的 NDJSON；请按 JSON（application/json）送')
    any = true
    if (body.length > limit) items.push({ row, broken: reject(row, null, body, `本行超过 ${limit} 个字符`) })
    else read(body, row, items)
  }

  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    const items: Parsed[] = []
    for (const line of lines) {
      if (line === '' && !skipping) row += 1
      else take(line, items)
    }
    if (rest.length > limit) {
      // The line is refused as soon as it is too long; its remainder is dropped unread.
      if (!skipping) {
        any = true
        items.push({ row: row + 1, broken: reject(row + 1, null, rest, `本行超过 ${limit} 个字符`) })
      }
      skipping = true
      rest = ''
    }
    yield items
  }
  const end: Parsed[] = []
  take(rest, end)
  yield end
  if (!any) breakOff('empty', '文件是空的')
}

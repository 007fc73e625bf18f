import { breakOff } from '../break-off.ts'
import type { Decoded } from '../bytes/decode.ts'
import { createObjectReader } from './object-reader.ts'
import type { Parsed } from '../types.ts'

/** A JSON array of objects, element by element; the array is never held as a whole. */
export async function* readJson({ text, charset }: Decoded, limit: number): AsyncGenerator<Parsed[]> {
  const read = createObjectReader(charset)
  const cutter = createElementCutter(limit)
  let row = 0
  for await (const piece of text) {
    const items: Parsed[] = []
    for (const element of cutter.feed(piece)) read(element, ++row, items)
    yield items
    const { fault } = cutter.state()
    if (fault !== null) breakOff(fault.kind, fault.message)
  }
  const { phase } = cutter.state()
  if (phase === 'before') breakOff('empty', '文件是空的')
  if (phase === 'inside')
    breakOff('truncated', `JSON 数组没有结束：第 ${row + 1} 个元素起不完整或括号没有配对，此后的内容没有读到`)
}

type Phase = 'before' | 'inside' | 'after'
interface CutterState {
  phase: Phase
  fault: { kind: 'format' | 'too-large'; message: string } | null
}

const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff

/** Splits the text of an array at its own commas, whatever stands between them. */
const createElementCutter = (limit: number): { feed: (piece: string) => string[]; state: () => CutterState } => {
  const state: CutterState = { phase: 'before', fault: null }
  let rest = ''
  let at = 0
  let depth = 0
  let quoted = false

  const walkString = (): void => {
    // Jumps to the closing quote: one with an even number of backslashes before it.
    for (; at < rest.length; at += 1) {
      const code = rest.charCodeAt(at)
      if (code === 92) at += 1
      else if (code === 34) {
        quoted = false
        at += 1
        return
      }
    }
  }

  const walkOutside = (): void => {
    for (; at < rest.length; at += 1) {
      if (isSpace(rest.charCodeAt(at))) continue
      if (state.phase === 'before' && rest[at] === '[') {
        state.phase = 'inside'
        at += 1
        return
      }
      const message =
        state.phase === 'after'
          ? '数组结束之后还有内容'
          : '最外层应是数组 [ {…}, {…} ]；每行一个对象请按 NDJSON（application/x-ndjson）送'
      state.fault = { kind: 'format', message }
      return
    }
  }

  const feed = (piece: string): string[] => {
    const elements: string[] = []
    let start = 0
    const emit = (comma: boolean): void => {
      const element = rest.slice(start, at).trim()
      // A comma before the closing bracket is common and harmless.
      if (element !== '' || comma) elements.push(element)
      start = at + 1
    }
    rest += piece
    while (at < rest.length && state.fault === null) {
      if (state.phase !== 'inside') {
        walkOutside()
        start = at
        continue
      }
      if (quoted) {
        walkString()
        continue
      }
      const code = rest.charCodeAt(at)
      if (code === 34) quoted = true
      else if (code === 123 || code === 91) depth += 1
      else if (depth === 0 && code === 44) emit(true)
      else if (depth === 0 && code === 93) {
        emit(false)
        state.phase = 'after'
      } else if ((code === 125 || code === 93) && depth > 0) depth -= 1
      at += 1
    }
    rest = rest.slice(start)
    at -= start
    if (state.phase === 'inside' && rest.length > limit) {
      state.fault = {
        kind: 'too-large',
        message: `有一个元素超过 ${limit} 个字符，或其括号、引号没有配对；此后的内容没有读到`,
      }
    }
    return elements
  }
  return { feed, state: () => state }
}

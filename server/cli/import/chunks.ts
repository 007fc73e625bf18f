import type { Columns, Parsed } from '../../parse/index.ts'

const CHUNK_ROWS = 5_000
const CHUNK_CHARACTERS = 8_000_000

/**
 * A part of a file on its way to the server: lines of `application/x-yiping-rows`, rows numbered as in the whole file.
 */
interface Chunk {
  index: number
  body: string
  rows: number
}

type FileProblem = Extract<Parsed, { problem: unknown }>['problem']

/** The file could not be read at all; nothing of it was sent. */
export class Unreadable extends Error {}

const isRow = (item: Parsed): boolean => 'row' in item

/** A break behind good rows is told to the server with them; it must not look like a connection that broke. */
const passedOn = (problem: FileProblem): string => JSON.stringify({ problem: { ...problem, kind: 'truncated' } })

/**
 * Cuts a file into chunks at the same places every time. A chunk is given out when the next row is there, so
 * that the end of the file, good or bad, comes with rows.
 */
export async function* chunksOf(parsed: AsyncIterable<Parsed[]>): AsyncGenerator<Chunk> {
  let header: Columns | null = null
  let lines: string[] = []
  let size = 0
  let rows = 0
  let index = 0

  const cut = (): Chunk => {
    const chunk = { index: index++, body: `${lines.join('\n')}\n`, rows }
    lines = header?.fixed === true ? [JSON.stringify(header)] : []
    size = 0
    rows = 0
    return chunk
  }
  const add = (line: string): void => {
    lines.push(line)
    size += line.length
  }

  for await (const items of parsed) {
    for (const item of items) {
      if (isRow(item) && (rows >= CHUNK_ROWS || size >= CHUNK_CHARACTERS)) yield cut()
      if ('columns' in item) header = item
      if ('problem' in item) {
        if (item.problem.kind === 'interrupted' || (rows === 0 && index === 0))
          throw new Unreadable(item.problem.message)
        add(passedOn(item.problem))
      } else add(JSON.stringify(item))
      if (isRow(item)) rows += 1
    }
  }
  if (lines.length > 0) yield cut()
}

import { parseRange, type CellRange } from './address.ts'

const MOST_MERGES = 200_000
const TAG = /<(?:\w+:)?mergeCell\s+ref=["']([^"']*)["']/g
const LONGEST_TAG = 128

/** Merged ranges by the rows they lie in; rows are asked in rising order. */
export interface Merges {
  inRow: (row: number) => CellRange[]
}

/**
 * A sheet names its merged cells only after its rows, so they are looked for in a pass of their own, by their tag
 * alone.
 */
export const readMerges = async (sheet: AsyncIterable<Uint8Array>): Promise<Merges> => {
  const ranges: CellRange[] = []
  let carried = ''
  for await (const chunk of sheet) {
    const text = carried + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
    let used = 0
    for (const match of text.matchAll(TAG)) {
      used = match.index + match[0].length
      const range = parseRange(match[1]!)
      if (range && ranges.length < MOST_MERGES) ranges.push(range)
    }
    carried = text.slice(Math.max(used, text.length - LONGEST_TAG))
  }
  return byRow(ranges.sort((a, b) => a.top - b.top))
}

const byRow = (ranges: CellRange[]): Merges => {
  let next = 0
  let active: CellRange[] = []
  return {
    inRow: (row) => {
      while (next < ranges.length && ranges[next]!.top <= row) active.push(ranges[next++]!)
      if (active.length > 0) active = active.filter((range) => range.bottom >= row)
      return active
    },
  }
}

import type { Reject } from '../contract/index.ts'

const LONGEST_VALUE = 100

/** What was written, as a reader may be shown it: text, cut at 100 characters; `null` when there was nothing. */
export const written = (value: unknown): string | null => {
  if (value === undefined || value === null) return null
  const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value)
  if (text.length <= LONGEST_VALUE) return text
  return [...text.slice(0, LONGEST_VALUE * 2)].slice(0, LONGEST_VALUE).join('')
}

/** A refused row with its value cut. */
export const reject = (row: number, column: string | null, value: unknown, reason: string): Reject => ({
  row,
  column,
  value: written(value),
  reason,
})

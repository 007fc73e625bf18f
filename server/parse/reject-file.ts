import type { Reject } from '../contract/index.ts'

/** A cell that a spreadsheet would run as a formula is shown as text instead. */
const harmless = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text

const cell = (value: string | number | null): string => {
  const text = value === null ? '' : typeof value === 'number' ? String(value) : harmless(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Header line of a reject file, with the mark that makes Excel read it as UTF-8. */
export const REJECTS_HEADER = '\ufeff行号,列,原值,原因\r\n'

/** Refused rows as lines of CSV, safe to open in a spreadsheet. */
export const formatRejects = (rejects: readonly Reject[]): string =>
  rejects.map(({ row, column, value, reason }) => `${[row, column, value, reason].map(cell).join(',')}\r\n`).join('')

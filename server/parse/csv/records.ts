/** A line (or several, where quotes hold line ends) taken apart, or a line whose quotes do not pair. */
export type CsvRecord = { fields: string[] } | { bad: 'quotes' | 'too-long'; text: string }

export interface RecordReader {
  /** Records completed by this text. */
  feed: (text: string) => CsvRecord[]
  /** What is left at the end of the file. */
  end: () => CsvRecord[]
}

type Scan = { fields: string[]; next: number } | 'open' | 'bad'

const QUOTE = '"'
const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)

/** End of a quoted field that opens at `at`: the place of its closing quote, or -1. */
const closingQuote = (text: string, at: number): number => {
  let close = text.indexOf(QUOTE, at + 1)
  while (close >= 0 && text[close + 1] === QUOTE) close = text.indexOf(QUOTE, close + 2)
  return close
}

/** Takes apart one record with quotes in it, from `start`; `last` says that no more text will come. */
const scanQuoted = (text: string, start: number, delimiter: string, last: boolean): Scan => {
  const fields: string[] = []
  let at = start
  for (;;) {
    let open = at
    while (text[open] === ' ') open += 1
    let end: number
    if (text[open] === QUOTE) {
      const close = closingQuote(text, open)
      // A quote at the very end of what has come may be the first half of an escaped one.
      if (close < 0 || (close === text.length - 1 && !last)) return 'open'
      fields.push(text.slice(open + 1, close).replaceAll('""', QUOTE))
      end = close + 1
      while (text[end] === ' ') end += 1
      if (text[end] === '\r' && text[end + 1] === '\n') end += 1
      if (text[end] === '\r' && end + 1 === text.length) {
        if (!last) return 'open'
        end += 1
      }
    } else {
      end = at
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1
      const field = text.slice(at, end)
      fields.push(text[end] === delimiter ? field : withoutReturn(field))
    }
    if (end >= text.length) return last ? { fields, next: end } : 'open'
    if (text[end] === '\n') return { fields, next: end + 1 }
    if (text[end] !== delimiter) return 'bad'
    at = end + 1
  }
}

/**
 * Cuts text into CSV records as it comes. A quote that is never closed costs its own line only: the line is
 * handed out as bad and reading goes on at the next, where a strict reader would swallow the rest of the file.
 */
export const createRecordReader = (delimiter: string, limit: number): RecordReader => {
  let rest = ''
  // Set while the end of a line that was too long has not come yet.
  let skipping = false

  const lineAt = (start: number): { line: string; next: number } | null => {
    const newline = rest.indexOf('\n', start)
    return newline < 0 ? null : { line: rest.slice(start, newline), next: newline + 1 }
  }

  const take = (last: boolean): CsvRecord[] => {
    const records: CsvRecord[] = []
    let at = 0
    while (at < rest.length) {
      const line = lineAt(at) ?? (last ? { line: rest.slice(at), next: rest.length } : null)
      if (skipping) {
        if (line === null) {
          at = rest.length
          break
        }
        skipping = false
        at = line.next
        continue
      }
      if (line === null) {
        if (rest.length - at <= limit) break
        records.push({ bad: 'too-long', text: rest.slice(at, at + limit) })
        skipping = true
        at = rest.length
        break
      }
      if (!line.line.includes(QUOTE)) {
        records.push({ fields: withoutReturn(line.line).split(delimiter) })
        at = line.next
        continue
      }
      const scan = scanQuoted(rest, at, delimiter, last)
      if (scan === 'open' && !last && rest.length - at <= limit) break
      if (scan === 'open' || scan === 'bad') {
        records.push({ bad: 'quotes', text: withoutReturn(line.line) })
        at = line.next
      } else {
        records.push({ fields: scan.fields })
        at = scan.next
      }
    }
    rest = rest.slice(at)
    return records
  }

  return {
    feed: (text) => {
      rest = rest === '' ? text : rest + text
      return take(false)
    },
    end: () => take(true),
  }
}

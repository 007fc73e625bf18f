import { closeSync, existsSync, openSync, readFileSync, statSync, writeSync } from 'node:fs'
import type { Head } from './chain.ts'

/** What the anchor says the chain was at a moment. */
export interface AnchorLine extends Head {
  at: string
}

/**
 * A second memory of the chain's end, outside the ledger: one line of fixed length per hour, the last one always
 * that of the newest entry. Whoever cuts the chain's tail or writes all of it anew has to forge this too, and
 * every copy of it that was taken away.
 */
interface Anchor {
  /** Call after the entries up to `head` are durable. */
  note: (head: Head, at: string) => void
  /** Every line, oldest first; a line that cannot be read is `null`. */
  lines: () => (AnchorLine | null)[]
  close: () => void
}

const LINE = 160
const written = ({ seq, hash }: Head, at: string): string => `${JSON.stringify({ seq, at, hash }).padEnd(LINE - 1)}\n`

const parseLine = (text: string): AnchorLine | null => {
  try {
    const { seq, at, hash } = JSON.parse(text) as Partial<AnchorLine>
    return typeof seq === 'number' && typeof at === 'string' && typeof hash === 'string' ? { seq, at, hash } : null
  } catch {
    return null
  }
}

const hourOf = (at: string): string => at.slice(0, 13)

const parse = (text: string): (AnchorLine | null)[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(parseLine)

/** Reads an anchor file; none written yet is an empty list. */
export const readAnchor = (path: string): (AnchorLine | null)[] =>
  existsSync(path) ? parse(readFileSync(path, 'utf8')) : []

/** The anchor in a file. Without a path, in memory: for a ledger that is there itself. */
export const createAnchor = (path: string | null): Anchor => {
  const kept: AnchorLine[] = []
  const file = path === null ? null : openSync(path, existsSync(path) ? 'r+' : 'w+')
  let end = path === null ? 0 : Math.floor(statSync(path).size / LINE) * LINE
  let hour = path === null ? null : (readAnchor(path).at(-1)?.at.slice(0, 13) ?? null)
  return {
    note: (head, at) => {
      const place = hour === hourOf(at) && end >= LINE ? end - LINE : end
      hour = hourOf(at)
      if (file === null) kept.splice(place / LINE, 1, { ...head, at })
      else writeSync(file, written(head, at), place)
      end = place + LINE
    },
    lines: () => (path === null ? [...kept] : readAnchor(path)),
    close: () => {
      if (file !== null) closeSync(file)
    },
  }
}

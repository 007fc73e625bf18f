/** A block of cells; rows and columns from 1, both ends included. */
export interface CellRange {
  top: number
  bottom: number
  left: number
  right: number
  text: string
}

const ADDRESS = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i

/** `C` → 3. */
const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

/** 3 → `C`. */
export const columnLetters = (column: number): string =>
  column <= 26
    ? String.fromCharCode(64 + column)
    : columnLetters(Math.floor((column - 1) / 26)) + columnLetters(((column - 1) % 26) + 1)

/** Column of `C7`, or `null` when it is no address. */
export const columnOf = (address: string): number | null => {
  const match = ADDRESS.exec(address)
  return match ? columnNumber(match[1]!) : null
}

/** `A1:C3`, or `null` when it is no range of more than one cell. */
export const parseRange = (text: string): CellRange | null => {
  const [from, to] = text.split(':').map((part) => ADDRESS.exec(part))
  if (!from || !to) return null
  const range = {
    left: columnNumber(from[1]!),
    top: Number(from[2]),
    right: columnNumber(to[1]!),
    bottom: Number(to[2]),
    text,
  }
  return range.right >= range.left
    && range.bottom >= range.top
    && (range.right > range.left || range.bottom > range.top)
    ? range
    : null
}

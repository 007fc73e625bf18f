import type { Band } from '../../contract/index.ts'

/** Room a drawing has, in the units of the whole. */
export interface Room {
  width: number
  height: number
}

export const INK = '#14233a'
export const MUTED = '#51617a'
export const LINE = '#d9e1ec'
export const ACCENT = '#1f5fa8'
export const BANDS: Record<Band, string> = {
  red: '#c8232c',
  orange: '#b45309',
  yellow: '#866500',
  blue: '#1766b5',
  green: '#0b7a55',
}
/** Colour never stands alone. */
export const MARKS: Record<Band, string> = { red: '▲', orange: '◆', yellow: '●', blue: '■', green: '' }
export const TONES: Record<'good' | 'bad' | 'even', string> = { good: '#0b7a55', bad: '#b45309', even: MUTED }

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Written by people: nothing of it may become markup. */
const plain = (words: string): string => words.replace(/[&<>"]/g, (sign) => SIGNS[sign]!)

const LATIN = 0.54
/** About how wide words are drawn: a Chinese character fills its square. */
export const widthOf = (words: string, size: number): number =>
  [...words].reduce((sum, sign) => sum + (sign.codePointAt(0)! > 0x2e7f ? 1 : LATIN), 0) * size

/** As many of the words as there is room for. */
export const fitted = (words: string, size: number, room: number): string => {
  if (widthOf(words, size) <= room) return words
  let kept = [...words]
  while (kept.length > 1 && widthOf(`${kept.join('')}…`, size) > room) kept = kept.slice(0, -1)
  return `${kept.join('')}…`
}

interface Writing {
  size: number
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
  strong?: boolean
  room?: number
}

/** Words on their line. */
export const write = (
  words: string,
  x: number,
  y: number,
  { size, fill = INK, anchor = 'start', strong = false, room = Infinity }: Writing,
): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${strong ? 700 : 400}">${plain(fitted(words, size, room))}</text>`

export const box = (x: number, y: number, { width, height }: Room, style: string): string =>
  `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${Math.max(0, width).toFixed(1)}" height="${Math.max(0, height).toFixed(1)}" ${style}/>`

export const rule = (x: number, y: number, width: number): string =>
  `<line x1="${x.toFixed(1)}" y1="${y.toFixed(1)}" x2="${(x + width).toFixed(1)}" y2="${y.toFixed(1)}" stroke="${LINE}"/>`

/** A drawing moved to its place; what would leave its room is cut. */
export const placed = (drawing: string, x: number, y: number, { width, height }: Room): string =>
  `<svg x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}">${drawing}</svg>`

import { renderPng } from './render.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)

const mark = (words: string, x: number, y: number): string =>
  `<text x="${x}" y="${y}" text-anchor="middle" font-family="Noto Sans SC" font-size="13" fill="#8fa3bd" fill-opacity="0.26" transform="rotate(-24 ${x} ${y})">${escape(words)}</text>`

/** Name and time, pale and slanting, as a tile that can be laid behind anything. */
export const watermarkSvg = (words: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="360" height="220" viewBox="0 0 360 220">${mark(words, 180, 110)}</svg>`

/** The same over a whole A4 page, 595 × 842 points. */
export const drawPageWatermark = (words: string): Promise<Uint8Array> => {
  const marks = [150, 420, 690].flatMap((y, row) => [150, 450].map((x) => mark(words, x + (row % 2) * 30 - 15, y)))
  return renderPng(
    `<svg xmlns="http://www.w3.org/2000/svg" width="595" height="842" viewBox="0 0 595 842">${marks.join('')}</svg>`,
    1,
  )
}

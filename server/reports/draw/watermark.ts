import { renderPng } from './render.ts'

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!)

/** Name and time, pale and slanting, as a tile that can be laid behind anything. */
export const watermarkSvg = (words: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="420" height="240" viewBox="0 0 420 240"><text x="210" y="120" text-anchor="middle" font-family="Noto Sans SC" font-size="18" fill="#8fa3bd" fill-opacity="0.28" transform="rotate(-24 210 120)">${escape(words)}</text></svg>`

export const drawWatermark = (words: string): Promise<Uint8Array> => renderPng(watermarkSvg(words), 1)

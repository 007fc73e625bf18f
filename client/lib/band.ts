import { BANDS, type Band, type BandScale } from '../../server/contract/index.ts'

/** How a band is told without its colour. */
export interface BandLook {
  word: string
  shape: 'triangle' | 'diamond' | 'circle' | 'square' | 'none'
}

const FOUR: Record<Band, string> = { red: 'Ⅰ级 红', orange: 'Ⅱ级 橙', yellow: 'Ⅲ级 黄', blue: 'Ⅳ级 蓝', green: '正常' }
const THREE: Record<Band, string> = { red: '红', orange: '橙', yellow: '黄', blue: '蓝', green: '绿' }
const SHAPES: Record<Band, BandLook['shape']> = {
  red: 'triangle',
  orange: 'diamond',
  yellow: 'circle',
  blue: 'square',
  green: 'none',
}

/** Word and shape of a band on its scale; every colour on screen stands beside one of them. */
export const bandLook = (band: Band, scale: BandScale = 'four'): BandLook => ({
  word: (scale === 'four' ? FOUR : THREE)[band],
  shape: SHAPES[band],
})

/** The four colours of the tally, worst first, each with its one-character word. */
export const TALLY = [
  { band: 'red', word: '红' },
  { band: 'orange', word: '橙' },
  { band: 'yellow', word: '黄' },
  { band: 'blue', word: '蓝' },
] as const

/** The band a number is coloured by: none when stale, since an old value says nothing about now. */
export const shownBand = (cell: { band: Band | null; stale: boolean }): Band | null =>
  cell.stale || cell.band === 'green' ? null : cell.band

/** Where a band stands among the others, the gravest 0; what has none stands last. */
export const gravityOf = (band: Band | null): number => (band === null ? BANDS.length : BANDS.indexOf(band))

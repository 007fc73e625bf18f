import type { Band } from '../../server/contract/index.ts'

/** Colours a canvas cannot read from style sheets by itself. */
export interface Palette {
  text: string
  muted: string
  line: string
  accent: string
  good: string
  panel: string
  bands: Record<Band, string>
  sans: string
  digits: string
}

/** Reads the palette of the theme that `element` stands in. */
export const readPalette = (element: Element): Palette => {
  const style = getComputedStyle(element)
  const read = (name: string): string => style.getPropertyValue(name).trim()
  return {
    text: read('--text'),
    muted: read('--muted'),
    line: read('--line'),
    accent: read('--accent'),
    good: read('--good'),
    panel: read('--raised'),
    bands: {
      red: read('--red'),
      orange: read('--orange-shape'),
      yellow: read('--yellow-shape'),
      blue: read('--blue'),
      green: read('--good'),
    },
    sans: style.fontFamily,
    digits: `'Barlow Condensed', ${style.fontFamily}`,
  }
}

/** Resolves when the digits' own face is there, or will not come: a canvas keeps the face it was drawn with. */
export const digitsReady = async (): Promise<void> => {
  await document.fonts?.load("16px 'Barlow Condensed'", '0').catch(() => [])
}

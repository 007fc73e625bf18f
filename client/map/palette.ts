import type { Band } from '../../server/contract/index.ts'

/** Colours of the map, each a full hexadecimal colour. */
export interface MapPalette {
  /** Fill of an area in a band. */
  bands: Record<Band, string>
  /** Line around a place in a band. */
  lines: Record<Band, string>
  /** Fill where nothing is wrong, from the smallest values to the largest. */
  calm: string[]
  nothing: string
  /** Areas outside the region, and the lines between them. */
  beyond: string
  around: string
  stale: string
  hatch: string
  hair: string
  border: string
  outline: string
  active: string
  /** From few to many. */
  heat: string[]
}

/** Red, green and blue of a hexadecimal colour; middle grey for anything else. */
export const channels = (colour: string): [number, number, number] => {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(colour.trim())?.[1] ?? '808080'
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex
  return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as [number, number, number]
}

/** `share` of `colour` over `ground`, opaque. */
export const mix = (colour: string, ground: string, share: number): string => {
  const below = channels(ground)
  return `#${channels(colour)
    .map((value, i) =>
      Math.round(value * share + below[i]! * (1 - share))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

type Read = (name: string) => string

const shares = {
  dark: { red: 0.66, orange: 0.58, yellow: 0.42, blue: 0.56, green: 0.26 },
  light: { red: 0.62, orange: 0.6, yellow: 0.5, blue: 0.5, green: 0.3 },
}

/**
 * The map's colours mixed from the theme's: calm ground, bands strong by severity. `read` gives a style property's
 * value.
 */
export const mapPalette = (read: Read, theme: 'dark' | 'light'): MapPalette => {
  const ground = read('--ground')
  const share = shares[theme]
  const bright = theme === 'light' ? { yellow: '#f2c200', orange: '#f58a2a' } : {}
  const pure = (name: Band): string =>
    mix(read(name === 'green' ? '--good' : name === 'yellow' ? '--yellow-line' : `--${name}`), ground, 0.92)
  const band = (name: Band): string =>
    mix(
      (bright as Partial<Record<Band, string>>)[name] ?? read(name === 'green' ? '--good' : `--${name}`),
      ground,
      share[name],
    )
  const slate = theme === 'dark' ? '#5b8cc4' : '#7fa3cf'
  const line = theme === 'dark' ? '#a9cdf5' : '#33537d'
  return {
    bands: {
      red: band('red'),
      orange: band('orange'),
      yellow: band('yellow'),
      blue: band('blue'),
      green: band('green'),
    },
    lines: {
      red: pure('red'),
      orange: pure('orange'),
      yellow: pure('yellow'),
      blue: pure('blue'),
      green: pure('green'),
    },
    calm: (theme === 'dark' ? [0.17, 0.3, 0.44, 0.6] : [0.2, 0.3, 0.4, 0.5]).map((part) => mix(slate, ground, part)),
    nothing: mix(slate, ground, 0.1),
    beyond: mix(slate, ground, 0.08),
    around: mix(line, ground, 0.24),
    stale: mix(read('--faint'), ground, 0.18),
    hatch: mix(read('--faint'), ground, theme === 'dark' ? 0.36 : 0.5),
    hair: mix(line, ground, theme === 'dark' ? 0.2 : 0.24),
    border: mix(line, ground, theme === 'dark' ? 0.55 : 0.55),
    outline: mix(line, ground, theme === 'dark' ? 0.85 : 0.85),
    active: theme === 'dark' ? '#ffffff' : '#0b1b33',
    heat: theme === 'dark' ? ['#1b6fb0', '#36c2ff', '#c9f0ff'] : ['#7fb2e5', '#2a76c4', '#0b2f66'],
  }
}

/** The palette of the theme that `element` stands in. */
export const readMapPalette = (element: Element, theme: 'dark' | 'light'): MapPalette => {
  const style = getComputedStyle(element)
  return mapPalette((name) => style.getPropertyValue(name), theme)
}

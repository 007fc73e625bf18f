import encodeQR from 'qr'

/** Modules of white around the symbol: readers want four (ISO/IEC 18004). */
const QUIET = 4

/**
 * A QR symbol as one path over a square of `size` modules, the quiet zone included. Each run of dark modules of a row
 * is one stroke of it.
 */
export interface Drawn {
  size: number
  path: string
}

/** Throws where the text is longer than a symbol can hold (some 2,300 bytes). */
export const drawQr = (text: string): Drawn => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET })
  const strokes = rows.flatMap((row, y) => {
    const starts = row.flatMap((dark, x) => (dark && !row[x - 1] ? [x] : []))
    return starts.map((x) => {
      const end = row.indexOf(false, x)
      return `M${x} ${y}h${end - x}v1h${x - end}z`
    })
  })
  return { size: rows.length, path: strokes.join('') }
}

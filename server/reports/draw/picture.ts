import { turnOf, withoutTurn } from '../../cases/index.ts'
import { redrawWebp, renderOnPaper, renderPng } from './render.ts'

/** A picture every reader of files can show; width and height are those of the picture the right way up. */
export interface Picture {
  type: 'jpg' | 'png'
  bytes: Uint8Array
  width: number
  height: number
  /** Degrees clockwise by which the page has to turn it, for a picture that lies as the camera kept it. */
  turn?: 90 | 180 | 270
}

/** Who turns a JPEG upright: whoever shows the file, by its EXIF, or the page it is laid on. */
export type Turner = 'reader' | 'page'

/** Larger ones are drawn again, smaller: a report with a dozen photos must still go by mail. */
export const FIT = { mostBytes: 600_000, longSide: 900 }

/** By EXIF orientation: how the stored picture is laid to stand upright, in its own width and height. */
const TURNS: Record<number, (w: number, h: number) => string> = {
  2: (w) => `translate(${w} 0) scale(-1 1)`,
  3: (w, h) => `translate(${w} ${h}) rotate(180)`,
  4: (_, h) => `translate(0 ${h}) scale(1 -1)`,
  5: () => 'rotate(90) scale(1 -1)',
  6: (_, h) => `translate(${h} 0) rotate(90)`,
  7: (w, h) => `translate(${h} ${w}) rotate(90) scale(-1 1)`,
  8: (w) => `translate(0 ${w}) rotate(270)`,
}

/** No reader of Word and no PDF shows a WebP: it goes in as the PNG of its picture. */
const ofWebp = async (bytes: Buffer): Promise<Picture | null> => {
  const drawn = await redrawWebp(bytes, FIT.longSide).catch(() => null)
  if (drawn === null) return null
  const head = new DataView(drawn.buffer, drawn.byteOffset)
  return { type: 'png', bytes: drawn, width: head.getUint32(16), height: head.getUint32(20) }
}

/** Ways a camera is held, put right by a turn alone; the others are mirrored. */
const HELD: Record<number, Picture['turn']> = { 3: 180, 6: 90, 8: 270 }

/**
 * A stored photo as it goes into a file; `null` for what cannot be drawn: a broken or moving WebP. One that stands
 * upright, or that somebody else turns, stays the very picture that was kept, unless it is large and drawn again really
 * is smaller: a JPEG seldom is.
 */
export const pictureOf = async (
  bytes: Buffer,
  { mediaType, width, height }: { mediaType: string; width: number; height: number },
  { mostBytes, longSide, turns }: { mostBytes: number; longSide: number; turns?: Turner } = FIT,
): Promise<Picture | null> => {
  if (mediaType === 'image/webp') return ofWebp(bytes)
  const turn = mediaType === 'image/jpeg' ? turnOf(bytes) : 1
  const [across, down] = turn >= 5 ? [height, width] : [width, height]
  const size = { width: across, height: down }
  const byPage = turns === 'page' ? HELD[turn] : undefined
  const kept: Picture | null =
    byPage !== undefined
      ? { type: 'jpg', bytes: withoutTurn(bytes), ...size, turn: byPage }
      : turn === 1 || (turns === 'reader' && turn in HELD)
        ? { type: mediaType === 'image/jpeg' ? 'jpg' : 'png', bytes, ...size }
        : null
  if (kept && bytes.length <= mostBytes) return kept
  const scale = Math.min(1, longSide / Math.max(width, height))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}"><g transform="${TURNS[turn]?.(width, height) ?? ''}"><image href="data:${mediaType};base64,${bytes.toString('base64')}" width="${width}" height="${height}"/></g></svg>`
  const drawn = await renderPng(svg, scale)
  return kept && drawn.length >= bytes.length
    ? kept
    : { type: 'png', bytes: drawn, width: Math.round(across * scale), height: Math.round(down * scale) }
}

/** Whether a PNG is plain rows of red, green and blue: no transparency, no palette, not interlaced. */
const isPlain = (png: Uint8Array): boolean => png[25] === 2 && png[28] === 0 && !Buffer.from(png).includes('tRNS')

/**
 * A picture of which nothing is transparent: a library of PDF takes others apart in threads, whose order is another
 * each time.
 */
export const onPaper = async (picture: Picture): Promise<Picture> => {
  if (picture.type === 'jpg' || isPlain(picture.bytes)) return picture
  const { bytes, width, height } = picture
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image href="data:image/png;base64,${Buffer.from(bytes).toString('base64')}" width="${width}" height="${height}"/></svg>`
  return { ...picture, bytes: await renderOnPaper(svg, 1) }
}

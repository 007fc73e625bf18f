/** What a photo is; `null` where it is none of the kinds kept. */
interface ImageKind {
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
}

/**
 * A photo without anything but its picture: no place, no time, no device. `null` = not a whole image of a kind that is
 * kept.
 */
interface CleanImage extends ImageKind {
  bytes: Buffer
}

interface Cleaner {
  is: (bytes: Buffer) => boolean
  clean: (bytes: Buffer) => CleanImage | null
}

const text = (bytes: Buffer, from: number, to: number): string => bytes.toString('latin1', from, to)

/** Orientation written in an EXIF block, 1–8; the one thing in it that belongs to the picture. */
const orientationOf = (segment: Buffer): number | null => {
  if (text(segment, 0, 6) !== 'Exif\0\0' || segment.length < 14) return null
  const tiff = segment.subarray(6)
  const little = text(tiff, 0, 2) === 'II'
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at)
  const start = tiff.length < 8 ? 0 : little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let index = 0; index < Math.min(short(start), 200); index += 1) {
    const at = start + 2 + index * 12
    if (short(at) === 0x0112) return short(at + 8) >= 1 && short(at + 8) <= 8 ? short(at + 8) : null
  }
  return null
}

/** How a stored JPEG has to be turned to stand upright, by EXIF (1 = not at all). */
export const turnOf = (bytes: Buffer): number => {
  for (
    let at = 2;
    at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda;
    at += 2 + bytes.readUInt16BE(at + 2)
  ) {
    const turn =
      bytes[at + 1] === 0xe1 ? orientationOf(bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2))) : null
    if (turn !== null) return turn
  }
  return 1
}

/** The same JPEG without its EXIF, for a page that turns it itself: whoever shows it cannot turn it a second time. */
export const withoutTurn = (bytes: Buffer): Buffer => {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (bytes[at + 1] !== 0xe1) kept.push(bytes.subarray(at, end))
    at = end
  }
  return Buffer.concat([...kept, bytes.subarray(at)])
}

/** An EXIF segment that says which side is up, and nothing else. */
const upright = (orientation: number): Buffer => {
  const body = Buffer.from([
    0x45,
    0x78,
    0x69,
    0x66,
    0,
    0,
    0x4d,
    0x4d,
    0,
    0x2a,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body])
}

/**
 * Segments a decoder needs: the JFIF head, colour profile, Adobe's colour transform, and everything that is not APPn or
 * a comment.
 */
const staysInJpeg = (marker: number, body: Buffer): boolean =>
  marker === 0xe0
  || marker === 0xee
  || (marker === 0xe2 && text(body, 0, 11) === 'ICC_PROFILE')
  || !((marker >= 0xe1 && marker <= 0xef) || marker === 0xfe)

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

const cleanJpeg = (bytes: Buffer): CleanImage | null => {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let size: { width: number; height: number } | null = null
  for (let at = 2; at + 4 <= bytes.length;) {
    const marker = bytes[at + 1]!
    if (bytes[at] !== 0xff || marker < 0xc0) return null
    const length = bytes.readUInt16BE(at + 2)
    const body = bytes.subarray(at + 4, at + 2 + length)
    if (length < 2 || at + 2 + length > bytes.length) return null
    if (isFrame(marker) && body.length >= 5) size = { height: body.readUInt16BE(1), width: body.readUInt16BE(3) }
    const orientation = marker === 0xe1 ? orientationOf(body) : null
    if (orientation !== null) kept.push(upright(orientation))
    if (staysInJpeg(marker, body)) kept.push(bytes.subarray(at, at + 2 + length))
    at += 2 + length
    if (marker !== 0xda) continue
    // From the first scan on the rest is picture, up to its end: what phones hang behind it stays out.
    const end = bytes.lastIndexOf(Buffer.from([0xff, 0xd9]))
    if (end < at || size === null) return null
    kept.push(cutAfterEnd(bytes, at))
    return { mediaType: 'image/jpeg', ...size, bytes: Buffer.concat(kept) }
  }
  return null
}

/**
 * Picture data from a scan to the first end-of-image that is not inside it; further scans and tables between are kept.
 */
const cutAfterEnd = (bytes: Buffer, from: number): Buffer => {
  for (let at = from; at + 1 < bytes.length; at += 1)
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return bytes.subarray(from, at + 2)
  return bytes.subarray(from)
}

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const STAYS_IN_PNG = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'bKGD', 'pHYs']

const cleanPng = (bytes: Buffer): CleanImage | null => {
  const kept: Buffer[] = [PNG_HEAD]
  let picture = false
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const name = text(bytes, at + 4, at + 8)
    const end = at + 12 + length
    if (end > bytes.length || (at === 8 && (name !== 'IHDR' || length !== 13))) return null
    if (STAYS_IN_PNG.includes(name)) kept.push(bytes.subarray(at, end))
    picture ||= name === 'IDAT'
    if (name === 'IEND')
      return picture
        ? {
            mediaType: 'image/png',
            width: bytes.readUInt32BE(16),
            height: bytes.readUInt32BE(20),
            bytes: Buffer.concat(kept),
          }
        : null
    at = end
  }
  return null
}

const webpSize = (name: string, body: Buffer): { width: number; height: number } | null => {
  if (name === 'VP8X' && body.length >= 10)
    return { width: 1 + body.readUIntLE(4, 3), height: 1 + body.readUIntLE(7, 3) }
  if (name === 'VP8L' && body.length >= 5) {
    const bits = body.readUInt32LE(1)
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) }
  }
  return name === 'VP8 ' && body.length >= 10
    ? { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff }
    : null
}

const STAYS_IN_WEBP = ['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'ANIM', 'ANMF']
/** Flags of VP8X that announce EXIF and XMP. */
const METADATA_FLAGS = 0x0c

const cleanWebp = (bytes: Buffer): CleanImage | null => {
  const kept: Buffer[] = []
  let size: { width: number; height: number } | null = null
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length) return null
    const name = text(bytes, at, at + 4)
    const chunk = Buffer.from(bytes.subarray(at, end))
    size ??= webpSize(name, chunk.subarray(8))
    if (name === 'VP8X') chunk[8] = chunk[8]! & ~METADATA_FLAGS
    if (STAYS_IN_WEBP.includes(name)) kept.push(chunk)
    at = end
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return size && { mediaType: 'image/webp', ...size, bytes: Buffer.concat([head, body]) }
}

const CLEANERS: Cleaner[] = [
  { is: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8, clean: cleanJpeg },
  { is: (bytes) => bytes.subarray(0, 8).equals(PNG_HEAD), clean: cleanPng },
  { is: (bytes) => text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP', clean: cleanWebp },
]

/**
 * Takes an image apart by what it is, not by what it is called, and puts it together without its metadata; the picture
 * is not encoded anew.
 */
export const cleanImage = (bytes: Buffer): CleanImage | null =>
  CLEANERS.find(({ is }) => is(bytes))?.clean(bytes) ?? null

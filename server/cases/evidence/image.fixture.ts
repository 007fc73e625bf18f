import { crc32, deflateSync } from 'node:zlib'

/** A JPEG segment. */
export const segment = (marker: number, body: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}

/** The structure of a JPEG of 640 × 480: what a decoder walks over; the picture data is noise. */
export const jpeg = (extra: Buffer[], trailer: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    ...extra,
    segment(0xdb, Buffer.alloc(65)),
    segment(0xc0, Buffer.from([8, 1, 0xe0, 2, 0x80, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([1, 2, 0xff, 0, 3, 4, 0xff, 0xd0, 5]),
    Buffer.from([0xff, 0xd9]),
    trailer,
  ])

export const pngChunk = (name: string, body: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(body.length, 0)
  ends.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
}

/** A grey PNG of 64 × 48 that draws; each shade is another picture. */
export const png = (extra: Buffer[], shade = 128): Buffer => {
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 48, 8, 0, 0, 0, 0])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    ...extra,
    pngChunk('IDAT', deflateSync(Buffer.alloc(48 * 65, shade))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

/** The structure of an extended WebP of 320 × 200. */
export const webp = (extra: [name: string, body: Buffer][]): Buffer => {
  const chunk = (name: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(name, 'latin1')
    head.writeUInt32LE(body.length, 4)
    return Buffer.concat([head, body, Buffer.alloc(body.length % 2)])
  }
  const body = Buffer.concat([
    chunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 63, 1, 0, 199, 0, 0])),
    chunk('VP8 ', Buffer.alloc(21)),
    ...extra.map(([name, of]) => chunk(name, of)),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

/** A WebP of 64 × 48 that draws: its left half red, its right half see-through. */
export const halfRedWebp = Buffer.from(
  'UklGRoYAAABXRUJQVlA4WAoAAAAQAAAAPwAALwAAQUxQSBQAAAABDzD/ERFCLJjMXzqFzoj+RxV8B1ZQOCBMAAAA8AMAnQEqQAAwAD5tMJRHJCMiISqoAIANiWMA0EaAAFU+Gz1jLGf0AAD+75rH/i2kdCmQ//20P/1of/rQ/5cyfiMFhU9/BA0IUpiAAA==',
  'base64',
)

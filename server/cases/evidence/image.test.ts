import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { cleanImage } from './image.ts'
import { jpeg, pngChunk, png, segment, webp } from './image.fixture.ts'

const SECRET = 'GPS 30.1234,120.5678 Xiaomi'
const exif = (order: 'II' | 'MM', orientation: number): Buffer => {
  const tiff = Buffer.alloc(26)
  const write16 = (value: number, at: number): void =>
    void (order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
  tiff.write(order, 0, 'latin1')
  write16(42, 2)
  if (order === 'II') tiff.writeUInt32LE(8, 4)
  else tiff.writeUInt32BE(8, 4)
  write16(1, 8)
  write16(0x0112, 10)
  write16(3, 12)
  write16(orientation, 18)
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(SECRET)]))
}

test.each([
  ['II', 6],
  ['MM', 8],
] as const)('a JPEG loses place and device and keeps which side is up (%s, %d)', (order, orientation) => {
  const dirty = jpeg(
    [
      exif(order, orientation),
      segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${SECRET}`)),
      segment(0xfe, Buffer.from(SECRET)),
    ],
    Buffer.from(SECRET),
  )
  const clean = cleanImage(dirty)!
  expect(clean).toMatchObject({ mediaType: 'image/jpeg', width: 640, height: 480 })
  expect(clean.bytes.includes(SECRET)).toBe(false)
  const at = clean.bytes.indexOf('Exif\0\0')
  expect(clean.bytes[at + 6 + 8 + 2 + 9]).toBe(orientation)
  expect(cleanImage(clean.bytes)?.bytes.equals(clean.bytes)).toBe(true)
})

test('a JPEG keeps its picture to the last byte', () => {
  const clean = cleanImage(jpeg([], Buffer.alloc(0)))!
  expect(clean.bytes.equals(jpeg([], Buffer.alloc(0)))).toBe(true)
})

test('a PNG keeps what draws it and loses its texts', () => {
  const dirty = png([
    pngChunk('tEXt', Buffer.from(`Location\0${SECRET}`)),
    pngChunk('eXIf', Buffer.from(SECRET)),
    pngChunk('zTXt', deflateSync(SECRET)),
  ])
  const clean = cleanImage(Buffer.concat([dirty, Buffer.from(SECRET)]))!
  expect(clean).toMatchObject({ mediaType: 'image/png', width: 64, height: 48 })
  expect(clean.bytes.equals(png([]))).toBe(true)
})

test('a WebP loses EXIF and XMP, and no longer announces them', () => {
  const clean = cleanImage(
    webp([
      ['EXIF', Buffer.from(SECRET)],
      ['XMP ', Buffer.from(SECRET)],
    ]),
  )!
  expect(clean).toMatchObject({ mediaType: 'image/webp', width: 320, height: 200 })
  expect(clean.bytes.includes(SECRET)).toBe(false)
  expect(clean.bytes[20]! & 0x0c).toBe(0)
  expect(clean.bytes.readUInt32LE(4)).toBe(clean.bytes.length - 8)
})

test.each([
  ['a script', Buffer.from('<svg onload=alert(1)>')],
  ['nothing', Buffer.alloc(0)],
  ['half a JPEG', jpeg([], Buffer.alloc(0)).subarray(0, 60)],
  ['a PNG without a picture', Buffer.concat([png([]).subarray(0, 33), pngChunk('IEND', Buffer.alloc(0))])],
  ['a JPEG whose segment is longer than the file', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0, 0])],
])('%s is not taken for a photo', (_, bytes) => {
  expect(cleanImage(bytes)).toBeNull()
})

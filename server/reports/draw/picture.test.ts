import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { halfRedWebp, jpeg, png, segment, webp } from '../../cases/evidence/image.fixture.ts'
import { turnOf } from '../../cases/index.ts'
import { FIT, pictureOf } from './picture.ts'
import { redrawWebp } from './render.ts'

const exif = (orientation: number): Buffer =>
  segment(
    0xe1,
    Buffer.from([
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
    ]),
  )
/** A plain red of 64 × 48 and noise of 24 × 16, as a browser writes them. */
const FLAT_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAwAEADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFgEBAQEAAAAAAAAAAAAAAAAAAAQF/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AiATNkAAAAAAAAAAAAAAAAAAAAAB//9k='
const NOISE_JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H////6/+b9//j/2wBDASstLTw1PHZBQXb4pYyl+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj4+Pj/wAARCAAQABgDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAIB/8QAIRABAAICAgICAwAAAAAAAAAAAQIRACESMSJBYZFRcYH/xAAVAQEBAAAAAAAAAAAAAAAAAAAAAf/EABsRAAIBBQAAAAAAAAAAAAAAAAABIQIRMUFx/9oADAMBAAIRAxEAPwCOKu4+PWvb+jKQlxjyPHcYm6fnV5rNIcJURNdrX9w2JdPL3W0+j85ZHDWEqUJQlR6+OqxkSlZbJYo0NWa7+8YpxIu1s//Z'
const size = { width: 640, height: 480 }

/** Chunks, width and height, and pixels of a PNG whose rows are all differences to the one above. */
const readPng = (
  bytes: Uint8Array,
): { names: string[]; size: [number, number]; pixel: (x: number, y: number) => number[] } => {
  const all = Buffer.from(bytes)
  const chunks: { name: string; body: Buffer }[] = []
  for (let at = 8; at < all.length; at += 12 + all.readUInt32BE(at))
    chunks.push({
      name: all.toString('latin1', at + 4, at + 8),
      body: all.subarray(at + 8, at + 8 + all.readUInt32BE(at)),
    })
  const [width, height] = [all.readUInt32BE(16), all.readUInt32BE(20)]
  const rows = inflateSync(chunks.find(({ name }) => name === 'IDAT')!.body)
  const part = (x: number, y: number): number =>
    Array.from({ length: y + 1 }, (__, up) => rows[up * (1 + width * 3) + 1 + x]!).reduce(
      (sum, step) => (sum + step) & 0xff,
      0,
    )
  return {
    names: chunks.map(({ name }) => name),
    size: [width, height],
    pixel: (x, y) => [0, 1, 2].map((of) => part(x * 3 + of, y)),
  }
}

describe('a photo in a file', () => {
  test('upright and small is the very photo that was kept', async () => {
    const kept = png([])
    expect(await pictureOf(kept, { mediaType: 'image/png', width: 64, height: 48 })).toEqual({
      type: 'png',
      bytes: kept,
      width: 64,
      height: 48,
    })
    const shot = jpeg([], Buffer.alloc(0))
    expect((await pictureOf(shot, { mediaType: 'image/jpeg', ...size }))!.bytes).toBe(shot)
  })

  test('a large JPEG stays the JPEG it is where drawing it again would not make it smaller', async () => {
    const [flat, noise] = [FLAT_JPEG, NOISE_JPEG].map((text) => Buffer.from(text, 'base64'))
    const tight = { mostBytes: 100, longSide: 900 }
    const photo = (await pictureOf(noise!, { mediaType: 'image/jpeg', width: 24, height: 16 }, tight))!
    expect(photo).toEqual({ type: 'jpg', bytes: noise, width: 24, height: 16 })
    const plain = (await pictureOf(flat!, { mediaType: 'image/jpeg', width: 64, height: 48 }, tight))!
    expect(plain).toMatchObject({ type: 'png', width: 64, height: 48 })
    expect(plain.bytes.length).toBeLessThan(flat!.length)
  })

  test.each([
    [1, 640, 480],
    [3, 640, 480],
    [6, 480, 640],
    [8, 480, 640],
  ])('of a camera held in way %i stands upright: %i × %i', async (orientation, width, height) => {
    const shot = jpeg([exif(orientation)], Buffer.alloc(0))
    expect(turnOf(shot)).toBe(orientation)
    expect(await pictureOf(shot, { mediaType: 'image/jpeg', ...size })).toMatchObject({
      width,
      height,
      type: orientation === 1 ? 'jpg' : 'png',
    })
  })

  test.each([
    [3, 'jpg', 640, 480],
    [6, 'jpg', 480, 640],
    [8, 'jpg', 480, 640],
    [5, 'png', 480, 640],
  ])(
    'of a camera held in way %i stays the photo it is, a %s, where its reader turns it',
    async (way, type, width, height) => {
      const shot = jpeg([exif(way)], Buffer.alloc(0))
      const picture = (await pictureOf(shot, { mediaType: 'image/jpeg', ...size }, { ...FIT, turns: 'reader' }))!
      expect(picture).toMatchObject({ type, width, height })
      expect(picture.bytes === shot).toBe(type === 'jpg')
    },
  )

  test.each([
    [3, 180, 640, 480],
    [6, 90, 480, 640],
    [8, 270, 480, 640],
  ])(
    'of a camera held in way %i keeps its picture, turned by the page by %i degrees',
    async (way, turn, width, height) => {
      const plain = jpeg([], Buffer.from('the picture'))
      const shot = jpeg([exif(way)], Buffer.from('the picture'))
      const picture = (await pictureOf(shot, { mediaType: 'image/jpeg', ...size }, { ...FIT, turns: 'page' }))!
      expect(picture).toMatchObject({ type: 'jpg', turn, width, height })
      // Nothing in it says how to turn it, so that nobody does so twice.
      expect(plain.equals(picture.bytes)).toBe(true)
    },
  )

  test('that is mirrored no turn puts right: it is drawn', async () => {
    const shot = jpeg([exif(5)], Buffer.alloc(0))
    const picture = await pictureOf(shot, { mediaType: 'image/jpeg', ...size }, { ...FIT, turns: 'page' })
    expect(picture).toMatchObject({ type: 'png', width: 480, height: 640 })
    expect(picture!.turn).toBeUndefined()
  })

  test('of WebP goes in as the PNG of what it shows, on white paper, and of nothing that was in it besides', async () => {
    const told = Buffer.concat([halfRedWebp, Buffer.from('EXIF\x06\0\0\0secret', 'latin1')])
    told.writeUInt32LE(told.length - 8, 4)
    const picture = (await pictureOf(told, { mediaType: 'image/webp', width: 64, height: 48 }))!
    expect(picture).toMatchObject({ type: 'png', width: 64, height: 48 })
    const { names, pixel } = readPng(picture.bytes)
    expect(names).toEqual(['IHDR', 'IDAT', 'IEND'])
    const [red, green, blue] = pixel(10, 24)
    expect(Math.abs(red! - 208) + Math.abs(green! - 32) + Math.abs(blue! - 32)).toBeLessThan(12)
    expect(pixel(50, 24)).toEqual([255, 255, 255])
  })

  test('of WebP is made smaller where it is larger than a page needs, every part of it in its place', async () => {
    const { names, size: small, pixel } = readPng(await redrawWebp(halfRedWebp, 16))
    expect([names, small]).toEqual([
      ['IHDR', 'IDAT', 'IEND'],
      [16, 12],
    ])
    expect(pixel(3, 6)[1]).toBeLessThan(60)
    expect(pixel(12, 6)).toEqual([255, 255, 255])
  })

  test.each([
    ['broken', Buffer.from('RIFF')],
    ['without a picture in it', webp([])],
  ])('of WebP that is %s is none, and the next is drawn', async (_, bytes) => {
    expect(await pictureOf(bytes, { mediaType: 'image/webp', ...size })).toBeNull()
    expect(await pictureOf(halfRedWebp, { mediaType: 'image/webp', width: 64, height: 48 })).not.toBeNull()
  })
})

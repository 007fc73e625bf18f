import { describe, expect, test } from 'vitest'
import { jpeg, png, segment } from '../../cases/evidence/image.fixture.ts'
import { turnOf } from '../../cases/index.ts'
import { pictureOf } from './picture.ts'

const exif = (orientation: number): Buffer => segment(0xe1, Buffer.from([0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]))
const size = { width: 640, height: 480 }

describe('a photo in a file', () => {
  test('upright and small is the very photo that was kept', async () => {
    const kept = png([])
    expect(await pictureOf(kept, { mediaType: 'image/png', width: 64, height: 48 })).toEqual({ type: 'png', bytes: kept, width: 64, height: 48 })
    const shot = jpeg([], Buffer.alloc(0))
    expect((await pictureOf(shot, { mediaType: 'image/jpeg', ...size }))!.bytes).toBe(shot)
  })

  test.each([[1, 640, 480], [3, 640, 480], [6, 480, 640], [8, 480, 640]])('of a camera held in way %i stands upright: %i × %i', async (orientation, width, height) => {
    const shot = jpeg([exif(orientation)], Buffer.alloc(0))
    expect(turnOf(shot)).toBe(orientation)
    expect(await pictureOf(shot, { mediaType: 'image/jpeg', ...size })).toMatchObject({ width, height, type: orientation === 1 ? 'jpg' : 'png' })
  })

  test('that cannot be drawn is none', async () => {
    expect(await pictureOf(Buffer.from('RIFF'), { mediaType: 'image/webp', ...size })).toBeNull()
  })
})

import { crc32, deflateSync } from 'node:zlib'
import type { Draw } from '../draw.ts'

const [WIDTH, HEIGHT] = [480, 360]
type Colour = readonly [red: number, green: number, blue: number]
type Box = readonly [left: number, top: number, width: number, height: number]
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

const encode = (pixels: Buffer): Buffer => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH, 0)
  head.writeUInt32BE(HEIGHT, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1))
  for (let y = 0; y < HEIGHT; y++) pixels.copy(rows, y * (WIDTH * 3 + 1) + 1, y * WIDTH * 3, (y + 1) * WIDTH * 3)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** What a camera of the model city gives, as PNG: a drawn street, no two alike. */
export const drawPhoto = (draw: Draw): Buffer => {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  const box = ([left, top, width, height]: Box, [r, g, b]: Colour): void => {
    for (let y = Math.max(0, Math.round(top)); y < Math.min(HEIGHT, top + height); y++)
      for (let x = Math.max(0, Math.round(left)); x < Math.min(WIDTH, left + width); x++)
        pixels.set([r, g, b], (y * WIDTH + x) * 3)
  }
  const light = 150 + draw() * 60
  for (let y = 0; y < 220; y += 4)
    box([0, y, WIDTH, 4], [light - 50 + y / 6, light - 10 + y / 6, Math.min(255, light + 30 + y / 8)])
  for (let x = -20; x < WIDTH;) {
    const [width, tall, wall] = [50 + draw() * 70, 70 + draw() * 110, 120 + draw() * 90]
    box([x, 220 - tall, width, tall], [wall, wall - 8, wall - 22])
    for (let row = 220 - tall + 12; row < 200; row += 24)
      for (let column = x + 8; column < x + width - 14; column += 20) box([column, row, 10, 13], [70, 84, 100])
    x += width + draw() * 14
  }
  box([0, 220, WIDTH, 34], [168, 164, 156])
  box([0, 254, WIDTH, 106], [92, 95, 99])
  for (let x = draw() * 60; x < WIDTH; x += 90) box([x, 306, 46, 5], [226, 226, 220])
  for (let x = 20 + draw() * 80; x < WIDTH; x += 130 + draw() * 60) {
    box([x, 168, 7, 54], [96, 74, 54])
    box([x - 18, 122, 43, 50], [62, 112 + draw() * 30, 70])
  }
  const at = 60 + draw() * 320
  box([at, 236, 44, 46], [214, 92, 40])
  box([at, 252, 44, 9], [240, 240, 236])
  return encode(pixels)
}

// Plain JavaScript, because the drawing thread starts without the loader that reads TypeScript.
import { crc32, deflateSync } from 'node:zlib'
import { decode } from '@cwasm/webp'

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits, red, green and blue. */
const RGB = [8, 2, 0, 0, 0]

/** The pixels an area of the original stands for, averaged on white paper, so that nothing of it is left out. */
const shrink = ({ data, width, height }, across, down) => {
  const rows = Buffer.alloc(down * (1 + across * 3))
  for (let y = 0, at = 0; y < down; y += 1) {
    const [top, bottom] = [Math.floor(y * height / down), Math.ceil((y + 1) * height / down)]
    rows[at++] = 0
    for (let x = 0; x < across; x += 1) {
      const [left, right] = [Math.floor(x * width / across), Math.ceil((x + 1) * width / across)]
      const sum = [0, 0, 0]
      for (let v = top; v < bottom; v += 1) {
        for (let u = left; u < right; u += 1) {
          const pixel = (v * width + u) * 4
          const white = 255 - data[pixel + 3]
          for (let part = 0; part < 3; part += 1) sum[part] += white + data[pixel + part] * data[pixel + 3] / 255
        }
      }
      for (const part of sum) rows[at++] = Math.round(part / ((bottom - top) * (right - left)))
    }
  }
  return rows
}

/** Each row as its difference to the one above: photos become a third smaller by it. */
const filtered = (rows, stride) => {
  const out = Buffer.from(rows)
  for (let at = 0; at < rows.length; at += 1) out[at] = at % stride === 0 ? 2 : (rows[at] - (at < stride ? 0 : rows[at - stride])) & 0xff
  return out
}

const chunk = (name, body) => {
  const out = Buffer.alloc(body.length + 12)
  out.writeUInt32BE(body.length, 0)
  out.write(name, 4, 'latin1')
  body.copy(out, 8)
  out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length)
  return out
}

/** A WebP as a PNG of its picture and nothing else, its long side at most `longSide` pixels. Throws for what does not decode: broken or moving ones. */
export const pngOfWebp = (bytes, longSide) => {
  const image = decode(bytes)
  const scale = Math.min(1, longSide / Math.max(image.width, image.height))
  const [across, down] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)))
  const head = Buffer.alloc(13)
  head.writeUInt32BE(across, 0)
  head.writeUInt32BE(down, 4)
  head.set(RGB, 8)
  const rows = filtered(shrink(image, across, down), 1 + across * 3)
  return Buffer.concat([PNG_HEAD, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

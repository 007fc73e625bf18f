// Plain JavaScript, because the drawing thread starts without the loader that reads TypeScript.
import { decode } from '@cwasm/webp'
import { pngOfRows } from './png.mjs'

/** The pixels an area of the original stands for, averaged on white paper, so that nothing of it is left out. */
const shrink = ({ data, width, height }, across, down) => {
  const rows = Buffer.alloc(down * (1 + across * 3))
  for (let y = 0, at = 0; y < down; y += 1) {
    const [top, bottom] = [Math.floor((y * height) / down), Math.ceil(((y + 1) * height) / down)]
    rows[at++] = 0
    for (let x = 0; x < across; x += 1) {
      const [left, right] = [Math.floor((x * width) / across), Math.ceil(((x + 1) * width) / across)]
      const sum = [0, 0, 0]
      for (let v = top; v < bottom; v += 1) {
        for (let u = left; u < right; u += 1) {
          const pixel = (v * width + u) * 4
          const white = 255 - data[pixel + 3]
          for (let part = 0; part < 3; part += 1) sum[part] += white + (data[pixel + part] * data[pixel + 3]) / 255
        }
      }
      for (const part of sum) rows[at++] = Math.round(part / ((bottom - top) * (right - left)))
    }
  }
  return rows
}

/**
 * A WebP as a PNG of its picture and nothing else, its long side at most `longSide` pixels. Throws for what does not
 * decode: broken or moving ones.
 */
export const pngOfWebp = (bytes, longSide) => {
  const image = decode(bytes)
  const scale = Math.min(1, longSide / Math.max(image.width, image.height))
  const [across, down] = [image.width, image.height].map((side) => Math.max(1, Math.round(side * scale)))
  return pngOfRows(shrink(image, across, down), across, down)
}

import fc from 'fast-check'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { otpauth } from '../../server/access/factor/totp.ts'
import { drawQr, type Drawn } from './draw.ts'

/** The drawing as a camera sees it: four points a module. */
const seen = ({ size, path }: Drawn): { width: number; height: number; data: Uint8Array } => {
  const [scale, side] = [4, size * 4]
  const data = new Uint8Array(side * side * 4).fill(255)
  for (const [, x, y, wide] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let down = Number(y) * scale; down < (Number(y) + 1) * scale; down += 1) {
      for (let across = Number(x) * scale; across < (Number(x) + Number(wide)) * scale; across += 1)
        data.set([0, 0, 0], (down * side + across) * 4)
    }
  }
  return { width: side, height: side, data }
}
const read = (text: string): string => decodeQR(seen(drawQr(text)))

test('the address of an authenticator is read off the drawing as it was written', () => {
  const address = otpauth('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', '一屏', 'zhang.wei-330109')
  expect(read(address)).toBe(address)
})

test('so is any other text', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 300 }), (text) => {
      expect(read(text)).toBe(text)
    }),
    { numRuns: 60 },
  )
})

test('a strip of four white modules is left all around', () => {
  const { size, path } = drawQr('otpauth://totp/a')
  const strokes = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, wide]) => [
    Number(x),
    Number(y),
    Number(x) + Number(wide),
  ])
  expect(Math.min(...strokes.flatMap(([x, y]) => [x!, y!]))).toBe(4)
  expect(Math.max(...strokes.flatMap(([, y, end]) => [y! + 1, end!]))).toBe(size - 4)
})

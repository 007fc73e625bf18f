// Plain JavaScript, because the drawing thread starts without the loader that reads TypeScript.
import { crc32, deflateSync } from 'node:zlib'

const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** Eight bits, red, green and blue. */
const RGB = [8, 2, 0, 0, 0]

/** Each row as its difference to the one above: photos become a third smaller by it. */
const filtered = (rows, stride) => {
  const out = Buffer.from(rows)
  for (let at = 0; at < rows.length; at += 1)
    out[at] = at % stride === 0 ? 2 : (rows[at] - (at < stride ? 0 : rows[at - stride])) & 0xff
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

/** A PNG without transparency of rows of red, green and blue, each row after a byte of 0. */
export const pngOfRows = (rows, across, down) => {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(across, 0)
  head.writeUInt32BE(down, 4)
  head.set(RGB, 8)
  return Buffer.concat([
    PNG_HEAD,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(filtered(rows, 1 + across * 3))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

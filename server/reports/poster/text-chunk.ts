import { crc32 } from 'node:zlib'

const SIGNATURE = 8
/** Signature and header, which must come first. */
const BEFORE = SIGNATURE + 25

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A PNG with words in its properties, in any script (iTXt). */
export const withProperties = (png: Uint8Array, properties: Record<string, string>): Buffer => {
  const words = Object.entries(properties).map(([name, text]) =>
    chunk('iTXt', Buffer.concat([Buffer.from(`${name}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')])),
  )
  return Buffer.concat([png.subarray(0, BEFORE), ...words, png.subarray(BEFORE)])
}

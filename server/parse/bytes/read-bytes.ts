import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { breakOff, problemOf, wordsOf } from '../break-off.ts'
import type { Source } from '../types.ts'

/** A connection that is not read to its end stays open, or there would be no way to answer on it. */
const opened = (source: Source): AsyncIterable<Uint8Array | string> => {
  if ('path' in source) return createReadStream(source.path)
  const { stream } = source
  return stream instanceof Readable
    ? { [Symbol.asyncIterator]: () => stream.iterator({ destroyOnReturn: false }) }
    : (stream as AsyncIterable<Uint8Array>)
}

/** Bytes of a source; a connection or disk that fails on the way breaks off as interrupted. */
export async function* readBytes(source: Source): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of opened(source)) {
      yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    }
  } catch (error) {
    if (problemOf(error)) throw error
    breakOff('interrupted', `读取中断，只收到前面一部分（${wordsOf(error)}）`)
  }
}

/** Breaks off as too large after `limit` bytes. */
export async function* limitBytes(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of bytes) {
    read += chunk.length
    if (read > limit)
      breakOff('too-large', `文件（解压后）超过 ${Math.floor(limit / 1_048_576)} MB 的上限，请拆分后再送`)
    yield chunk
  }
}

/** The first bytes, as many as asked for if there are so many, and everything again from the start. */
export const peek = async (
  bytes: AsyncIterable<Uint8Array>,
  wanted: number,
): Promise<{ head: Buffer; all: AsyncGenerator<Uint8Array> }> => {
  const iterator = bytes[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  while (size < wanted) {
    const next = await iterator.next()
    if (next.done === true) break
    held.push(next.value)
    size += next.value.length
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* held
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { head: Buffer.concat(held), all: all() }
}

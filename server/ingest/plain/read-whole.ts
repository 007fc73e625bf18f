import type { Readable } from 'node:stream'

/** A body taken into memory, or what there is of it with a way to the rest. */
type Taken = { whole: Buffer } | { again: AsyncGenerator<Uint8Array> }

async function* replay(chunks: readonly Uint8Array[], failure: unknown): AsyncGenerator<Uint8Array> {
  yield* chunks
  throw failure
}

/** Takes a body of known length; one that breaks off can be read again up to where it broke. */
export const readWhole = async (stream: Readable | AsyncIterable<Uint8Array>): Promise<Taken> => {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of stream) chunks.push(chunk as Uint8Array)
    return { whole: Buffer.concat(chunks) }
  } catch (error) {
    return { again: replay(chunks, error) }
  }
}

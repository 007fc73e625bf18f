import type { Readable } from 'node:stream'

const MOST = 512 * 1_048_576

/** Reads and drops what is left of a body, so that its sender hears the answer; gives up after 512 MB. */
export const drain = async (stream: Readable | AsyncIterable<Uint8Array>): Promise<void> => {
  if (!('iterator' in stream) || stream.destroyed || stream.readableEnded) return
  let left = MOST
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      left -= (chunk as Uint8Array).length
      if (left < 0) return
    }
  } catch {
    // Nobody is there to be answered any more.
  }
}

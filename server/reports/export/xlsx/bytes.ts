/**
 * Bytes laid one behind the other into memory that is used again: a sheet of a million rows leaves next to nothing for
 * the collector.
 */
export interface Bytes {
  /** What is the same in every row, ready as it is. */
  bytes: (bytes: Uint8Array) => void
  /** Signs below 128 alone, which is all there is to numbers. */
  ascii: (text: string) => void
  text: (text: string) => void
  size: () => number
  /** What lies there; good until the next thing is laid down, which begins from the front. */
  take: () => Uint8Array
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Most bytes one sign of a string becomes. */
const WIDEST = 3

export const createBytes = (size = 65_536): Bytes => {
  let memory = Buffer.allocUnsafeSlow(size)
  let end = 0
  const makeRoom = (more: number): void => {
    if (end + more <= memory.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(memory.length * 2, end + more))
    memory.copy(larger, 0, 0, end)
    memory = larger
  }
  return {
    bytes: (bytes) => {
      const { length } = bytes
      makeRoom(length)
      const into = memory
      for (let at = 0; at < length; at += 1) into[end + at] = bytes[at]!
      end += length
    },
    ascii: (text) => {
      makeRoom(text.length)
      const into = memory
      let to = end
      for (let at = 0; at < text.length; at += 1) into[to++] = text.charCodeAt(at)
      end = to
    },
    text: (text) => {
      makeRoom(text.length * WIDEST)
      end += memory.write(text, end)
    },
    size: () => end,
    take: () => {
      const taken = memory.subarray(0, end)
      end = 0
      return taken
    },
  }
}

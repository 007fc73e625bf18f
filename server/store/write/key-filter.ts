/**
 * Says "never seen" for certain, or "perhaps seen" (a Bloom filter, 20 bits and 7 probes a key: about one
 * wrong "perhaps" in ten thousand). It keeps the cost of new keys flat: only a "perhaps" is looked up.
 */
export interface KeyFilter {
  /** Takes both halves of a 64-bit hash. Answers whether the key was perhaps there, and adds it. */
  add: (low: number, high: number) => boolean
  size: () => number
  full: () => boolean
}

const BITS_PER_KEY = 20
const PROBES = 7

export const createKeyFilter = (capacity: number): KeyFilter => {
  const words = Math.max(1024, Math.ceil((capacity * BITS_PER_KEY) / 32))
  const bits = new Uint32Array(words)
  let count = 0
  return {
    add: (low, high) => {
      let seen = true
      for (let probe = 0; probe < PROBES; probe++) {
        const bit = (low + probe * ((high | 1) >>> 0)) % (words * 32)
        const mask = 1 << (bit & 31)
        const word = Math.floor(bit / 32)
        if ((bits[word]! & mask) === 0) {
          seen = false
          bits[word]! |= mask
        }
      }
      if (!seen) count += 1
      return seen
    },
    size: () => count,
    full: () => count >= capacity,
  }
}

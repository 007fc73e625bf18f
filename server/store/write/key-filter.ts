/**
 * Says "never seen" for certain, or "perhaps seen" (a Bloom filter, at least 20 bits and 7 probes a key: about
 * one wrong "perhaps" in five thousand). It keeps the cost of new keys flat: only a "perhaps" is looked up.
 */
export interface KeyFilter {
  /** Takes both halves of a 64-bit hash. Answers whether the key was perhaps there, and adds it. */
  add: (low: number, high: number) => boolean
  size: () => number
  full: () => boolean
}

const BITS_PER_KEY = 20
const PROBES = 7
/** All probes of a key fall into one block of a cache line's size: one miss of the cache a key instead of seven. */
const BLOCK_WORDS = 16

/** Blocks are a power of two, so that a mask takes the place of a division. */
const blocksFor = (capacity: number): number =>
  2 ** Math.ceil(Math.log2(Math.max(64, (capacity * BITS_PER_KEY) / (32 * BLOCK_WORDS))))

export const createKeyFilter = (capacity: number): KeyFilter => {
  const blocks = blocksFor(capacity)
  const bits = new Uint32Array(blocks * BLOCK_WORDS)
  let count = 0
  return {
    add: (low, high) => {
      const block = (low & (blocks - 1)) * BLOCK_WORDS
      let seen = true
      let draw = high
      for (let probe = 0; probe < PROBES; probe++) {
        draw = Math.imul(draw ^ (draw >>> 15), 0x2c1b3c6d) + 0x9e3779b9
        const mask = 1 << ((draw >>> 27) & 31)
        const word = block + ((draw >>> 20) & (BLOCK_WORDS - 1))
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

import { createBytes, type Bytes } from './bytes.ts'
import type { Entry } from './zip-stream.ts'

/** Bytes handed on at once: enough that few calls are made, little enough that two of them are nothing. */
const FULL = 262_144

/** Lays bytes down on one side while the other is being packed in another thread. */
export interface Packer {
  /** Where the next bytes go; ask again after every `pass`. */
  into: () => Bytes
  isFull: () => boolean
  /** Hands on what lies there, if that is worth the while; waits for what was handed on before. */
  pass: () => Promise<void>
  /** Hands on the rest and ends the entry. */
  end: () => Promise<void>
}

export const createPacker = (entry: Entry): Packer => {
  let [mine, other]: [Bytes, Bytes] = [createBytes(FULL * 1.25), createBytes(FULL * 1.25)]
  let packed = Promise.resolve()
  const hand = async (): Promise<void> => {
    await packed
    packed = entry.write(mine.take())
    // Thrown at the next turn, where somebody waits.
    packed.catch(() => undefined)
    ;[mine, other] = [other, mine]
  }
  const isFull = (): boolean => mine.size() >= FULL
  return {
    into: () => mine,
    isFull,
    pass: async () => {
      if (isFull()) await hand()
    },
    end: async () => {
      await hand()
      await packed
      await entry.end()
    },
  }
}

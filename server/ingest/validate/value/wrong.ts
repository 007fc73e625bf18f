/** Why a written value is not what its column declares: what was expected, in words. */
export interface Wrong {
  wrong: string
}

export const wrong = (expected: string): Wrong => ({ wrong: expected })

export const isWrong = (value: unknown): value is Wrong =>
  typeof value === 'object' && value !== null && 'wrong' in value

/** A checked value as the store takes it: times and dates in local milliseconds. */
export type Stored = string | number | boolean | { lon: number; lat: number }

/** Reads a written value that is not blank (text comes trimmed). */
export type Reader<T extends Stored = Stored> = (written: unknown) => T | Wrong

import type { Indicator } from '../../catalog/index.ts'
import { exactWords } from './words.ts'

/** A value one sentence tells. */
export interface Told {
  indicator: Indicator
  value: number
}

/** Whether the words are a number in 万 or 亿, whose last places were left out. */
const isRounded = ({ indicator, value }: Told, words: string): boolean => words !== exactWords(indicator, value)

/**
 * The words of a sentence, in which different numbers that would read the same are told to their last place: 应处置
 * 18,860件，处置18,858件, not 1.89万件 twice beside a share below the whole. `values` says what each of the words tells.
 */
export const apartFrom = (words: readonly string[], values: readonly (Told | null)[]): string[] =>
  words.map((text, at) => {
    const told = values[at] ?? null
    if (told === null || !isRounded(told, text)) return text
    const other = values.some((one, index) => one !== null && words[index] === text && one.value !== told.value)
    return other ? exactWords(told.indicator, told.value) : text
  })

import type { CommonWords } from './common-words.ts'

/** What digits and signs stand for where letters are written with them; some stand for two. */
const FIRST: Record<string, string> = {
  '@': 'a',
  '4': 'a',
  '0': 'o',
  '1': 'l',
  '!': 'i',
  '3': 'e',
  $: 's',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
}
const SECOND: Record<string, string> = { ...FIRST, '1': 'i' }
const read = (text: string, letters: Record<string, string>): string =>
  [...text].map((sign) => letters[sign] ?? sign).join('')

/** Two habits are as easily guessed as one word of the list. */
const HABIT = 0.5
const WORD = 1
const MOST = 1
/** Letters beside the words that make nothing harder to guess. */
const STRAY = 2
const LEAST = 3

interface Way {
  cost: number
  stray: number
  words: string[]
}

const lighter = (ways: readonly Way[]): Way[] =>
  ways.filter(
    (way, at) =>
      !ways.some(
        (other, place) =>
          other.cost <= way.cost
          && other.stray <= way.stray
          && (other.cost < way.cost || other.stray < way.stray || place < at),
      ),
  )

/** The word a stretch of a password is, as it stands or read through its digits and signs. */
const wordOf = (stretch: string, { isHabit, isLeaked }: CommonWords): { word: string; cost: number } | null => {
  for (const word of [stretch, read(stretch, FIRST), read(stretch, SECOND)]) {
    if (isHabit(word)) return { word, cost: HABIT }
    if (isLeaked(word)) return { word, cost: WORD }
  }
  return null
}

/**
 * The common words a password is made of, when it is nothing beside them but digits, signs and a letter or two:
 * one of the list, or two habits. `null` when there is more to it; empty when it has no letters at all.
 */
export const madeOf = (password: string, words: CommonWords): string[] | null => {
  const signs = [...password.normalize('NFKC').toLowerCase()]
  const ways: Way[][] = [[{ cost: 0, stray: 0, words: [] }], ...signs.map(() => [])]
  signs.forEach((sign, at) => {
    const here = lighter(ways[at]!)
    if (here.length === 0) return
    const isLetter = /\p{L}/u.test(sign)
    ways[at + 1]!.push(
      ...here.map((way) => ({ ...way, stray: way.stray + (isLetter ? 1 : 0) })).filter(({ stray }) => stray <= STRAY),
    )
    for (let length = 2; length <= words.longest && at + length <= signs.length; length += 1) {
      const found = length < LEAST && !isLetter ? null : wordOf(signs.slice(at, at + length).join(''), words)
      if (!found) continue
      // The same word again makes nothing harder.
      ways[at + length]!.push(
        ...here
          .map((way) =>
            way.words.includes(found.word)
              ? way
              : { ...way, cost: way.cost + found.cost, words: [...way.words, found.word] },
          )
          .filter(({ cost }) => cost <= MOST),
      )
    }
  })
  return lighter(ways.at(-1)!).sort((a, b) => a.stray - b.stray || a.cost - b.cost)[0]?.words ?? null
}

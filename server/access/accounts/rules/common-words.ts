import { readFileSync } from 'node:fs'

/** Words passwords are made of. A habit is what nearly everybody tries; the others were found in leaked passwords. */
export interface CommonWords {
  isHabit: (word: string) => boolean
  isLeaked: (word: string) => boolean
  longest: number
}

const linesOf = (file: string): string[][] =>
  readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' '))

/** Below this a chain of letters is found in too many good passwords. */
const LEAST_NAME = 5

/** Whether a family name and one or two given names make the word; written out they would be half a million. */
const createNames = ([families = [], given = []]: string[][]): ((word: string) => boolean) => {
  const [first, then] = [new Set(families), new Set(given)]
  const isGiven = (rest: string): boolean =>
    then.has(rest) || [...rest].some((_, at) => then.has(rest.slice(0, at)) && then.has(rest.slice(at)))
  return (word) =>
    word.length >= LEAST_NAME && [...word].some((_, at) => first.has(word.slice(0, at)) && isGiven(word.slice(at)))
}

/** Reads the lists that lie beside this file. */
export const readCommonWords = (): CommonWords => {
  const habits = new Set(linesOf('habits.txt').flat())
  const leaked = new Set(linesOf('leaked.txt').flat())
  const isName = createNames(linesOf('names.txt'))
  return { isHabit: (word) => habits.has(word) || isName(word), isLeaked: (word) => leaked.has(word), longest: 24 }
}

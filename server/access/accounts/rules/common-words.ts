import { readFileSync } from 'node:fs'

/** Words passwords are made of. A habit is what nearly everybody tries; the others were found in leaked passwords. */
export interface CommonWords { habits: ReadonlySet<string>; leaked: ReadonlySet<string>; longest: number }

const linesOf = (file: string): string[][] =>
  readFileSync(new URL(file, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' '))

/** Below this a chain of letters is found in too many good passwords. */
const LEAST_NAME = 5

const namesOf = ([families = [], given = []]: string[][]): string[] =>
  families.flatMap((family) => given.flatMap((one) => [family + one, ...given.map((two) => family + one + two)])).filter((name) => name.length >= LEAST_NAME)

/** Reads the lists that lie beside this file. */
export const readCommonWords = (): CommonWords => {
  const habits = new Set([...linesOf('habits.txt').flat(), ...namesOf(linesOf('names.txt'))])
  const leaked = new Set(linesOf('leaked.txt').flat())
  return { habits, leaked, longest: 24 }
}

import type { FileProblem } from './types.ts'

const PROBLEM = Symbol('file problem')

/** Ends the reading of a file from any depth; `openRows` turns it into the last item. */
export const breakOff = (kind: FileProblem['kind'], message: string): never => {
  throw Object.assign(new Error(message), { [PROBLEM]: { kind, message } satisfies FileProblem })
}

/** The problem a reader broke off with; `null` for any other error, which is a bug. */
export const problemOf = (error: unknown): FileProblem | null =>
  typeof error === 'object' && error !== null && PROBLEM in error ? (error[PROBLEM] as FileProblem) : null

/** What the machine said, for the end of a message. */
export const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

import type { CaseTypeInfo } from '../../../server/contract/index.ts'

const ROOM = 6

/** The types that stand as buttons: what this person reported last first, since most walks find the same few things. */
export const likelyTypes = (types: readonly CaseTypeInfo[], recent: readonly string[]): CaseTypeInfo[] =>
  types.toSorted((a, b) => (recent.indexOf(a.id) + 1 || 99) - (recent.indexOf(b.id) + 1 || 99)).slice(0, ROOM)

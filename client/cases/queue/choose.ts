import type { CaseActionId, CaseRow } from '../../../server/contract/index.ts'

/** Where the cursor goes from an id by so many lines; the first or last line where it would leave the list. */
export const stepFrom = (ids: readonly string[], at: string | null, by: number): string | null => {
  if (ids.length === 0) return null
  const here = at === null ? -1 : ids.indexOf(at)
  if (here < 0) return ids[by > 0 ? 0 : ids.length - 1]!
  return ids[Math.max(0, Math.min(ids.length - 1, here + by))]!
}

/** Actions every one of the chosen cases is open for, in the order of the first. */
export const sharedActions = (rows: readonly CaseRow[]): CaseActionId[] =>
  rows.length === 0 ? [] : rows[0]!.actions.filter((action) => rows.every(({ actions }) => actions.includes(action)))

/** The same set with one more or one less. */
export const toggled = (chosen: ReadonlySet<string>, id: string): Set<string> => {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

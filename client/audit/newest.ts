import type { AuditPage, ToldEntry } from '../../server/contract/index.ts'

const MOST_SHOWN = 200

/**
 * The newest page with what was written since, newest first; what it holds already stays once, and it does not grow
 * without end.
 */
export const withNewest = ({ entries, next }: AuditPage, written: readonly ToldEntry[]): AuditPage => {
  const newest = entries[0]?.seq ?? 0
  const all = [...written.filter(({ seq }) => seq > newest).sort((a, b) => b.seq - a.seq), ...entries]
  const shown = all.slice(0, MOST_SHOWN)
  return { entries: shown, next: all.length > shown.length ? shown.at(-1)!.seq : next }
}

/**
 * Whether something was written between the page and what came after it, as while the line was down. Of a page that
 * holds not every entry, `heard` is the last that was told; `null` = none was yet.
 */
export const missesSome = (
  { entries }: AuditPage,
  written: readonly ToldEntry[],
  heard: number | null = entries[0]?.seq ?? 0,
): boolean => heard !== null && Math.min(...written.map(({ seq }) => seq)) > heard + 1

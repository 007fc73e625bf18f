import type { AuditEntry, AuditVerdict } from '../../contract/index.ts'
import { EMPTY } from '../chain.ts'
import { createWalk, type Walk } from './verify-chain.ts'

const parse = (line: string): AuditEntry | null => {
  try {
    const entry = JSON.parse(line) as Partial<AuditEntry>
    return typeof entry.seq === 'number' && typeof entry.previous === 'string' ? (entry as AuditEntry) : null
  } catch {
    return null
  }
}

/**
 * Verifies an export by itself, on any machine: its own links from its first entry on. It knows nothing of what lies
 * before or after.
 */
export const verifyLines = async (lines: AsyncIterable<string>): Promise<AuditVerdict> => {
  let walk: Walk | null = null
  let unreadable = 0
  for await (const line of lines) {
    if (line.trim() === '') continue
    const entry = parse(line)
    if (entry === null) unreadable += 1
    else {
      walk ??= createWalk({ seq: entry.seq - 1, hash: entry.previous })
      walk.take([entry])
    }
  }
  const broken =
    unreadable > 0
      ? [{ kind: 'changed' as const, seq: walk?.head().seq ?? 0, says: `有 ${unreadable} 行无法识别` }]
      : []
  const findings = [...(walk?.findings() ?? []), ...broken]
  return { whole: findings.length === 0, entries: walk?.count() ?? 0, head: walk?.head() ?? EMPTY, findings }
}

import type { AuditFinding } from '../../contract/index.ts'
import type { AnchorLine } from '../anchor.ts'
import { EMPTY, type Head } from '../chain.ts'

/** What a walk along the chain saw: hashes stored for the anchored numbers, the newest entry, what it found itself. */
interface Seen {
  hashes: ReadonlyMap<number, string>
  head: Head
  found: readonly AuditFinding[]
}

/**
 * Holds the chain against what its anchor remembers. Where the chain itself says which entry is wrong, the anchor adds
 * nothing.
 */
export const verifyAnchor = (lines: readonly (AnchorLine | null)[], { hashes, head, found }: Seen): AuditFinding[] => {
  if (lines.length === 0 && head.seq > 0)
    return [{ kind: 'anchor', seq: head.seq, says: '锚点文件不见了或是空的：末尾有没有被截断无从核对' }]
  const findings: AuditFinding[] = []
  let before: Head = EMPTY
  for (const [index, line] of lines.entries()) {
    if (line === null) {
      findings.push({ kind: 'anchor', seq: before.seq, says: `锚点文件第 ${index + 1} 行无法识别` })
      continue
    }
    if (line.seq < before.seq)
      findings.push({ kind: 'anchor', seq: line.seq, says: `锚点文件第 ${index + 1} 行早于前一行` })
    if (line.seq > head.seq)
      findings.push({
        kind: 'cut',
        seq: head.seq + 1,
        says: `末尾被截断：锚点记到第 ${line.seq} 条，日志只到第 ${head.seq} 条`,
      })
    else if (hashes.get(line.seq) !== line.hash && !found.some(({ seq }) => seq <= line.seq)) {
      findings.push({
        kind: 'replaced',
        seq: before.seq + 1,
        says: `第 ${before.seq + 1} 至 ${line.seq} 条中有记录被重写：与 ${line.at} 的锚点不符`,
      })
    }
    before = line
  }
  return findings
}

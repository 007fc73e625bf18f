import type { AuditEntry, AuditFinding } from '../../contract/index.ts'
import { EMPTY, hashOf, isAnchorLost, isKnown, type Head } from '../chain.ts'

/** Findings told; a chain written anew has one per entry. */
export const MOST_FINDINGS = 100

/** Walks along a chain in the order of its numbers, a page at a time, and remembers what is not as it was written. */
export interface Walk {
  /** The next entries, by `seq`. */
  take: (entries: readonly AuditEntry[]) => void
  /** The newest entry seen. */
  head: () => Head
  count: () => number
  findings: () => AuditFinding[]
}

const intact = (entry: AuditEntry): boolean => isKnown(entry.algorithm) && hashOf(entry) === entry.hash

/** Starts a walk; an export that begins later starts at what its first entry links to. */
export const createWalk = (start: Head = EMPTY): Walk => {
  let last = start
  let count = 0
  const findings: AuditFinding[] = []
  const find = (kind: AuditFinding['kind'], seq: number, says: string): void => {
    if (findings.length < MOST_FINDINGS) findings.push({ kind, seq, says })
  }

  const step = (entry: AuditEntry): void => {
    const { seq, previous } = entry
    const next = last.seq + 1
    if (seq < next) find('repeated', seq, `序号 ${seq} 出现了不止一次：有记录被插入或改号`)
    if (seq > next) find('missing', next, next === seq - 1 ? `缺少第 ${next} 条` : `缺少第 ${next} 至 ${seq - 1} 条`)
    if (!intact(entry)) find('changed', seq, `第 ${seq} 条的内容与它的校验值不符：写入后被改动过`)
    else if (previous !== last.hash && seq === next)
      find('unlinked', seq, `第 ${seq} 条与前一条接不上：第 ${last.seq} 条被替换过`)
    if (isAnchorLost(entry)) find('anchor', seq, `第 ${seq} 条记下锚点文件不见了：在它之前末尾有没有被截断无从核对`)
    last = { seq, hash: entry.hash }
    count += 1
  }

  return { take: (entries) => entries.forEach(step), head: () => last, count: () => count, findings: () => findings }
}

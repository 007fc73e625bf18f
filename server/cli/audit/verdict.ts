import type { AuditVerdict } from '../../contract/index.ts'

/** A verdict in lines for the terminal. The head is what the auditor writes down outside the machine. */
export const verdictLines = ({ whole, entries, head, findings }: AuditVerdict): string[] => [
  ...findings.map(({ says }) => says),
  whole ? `审计日志完整：共 ${entries} 条` : `审计日志被改动过：共 ${entries} 条，发现 ${findings.length} 处`,
  `最新一条 ${head.seq} ${head.hash}`,
]

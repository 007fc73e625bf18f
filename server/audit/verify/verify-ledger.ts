import type { AuditEntry, AuditVerdict } from '../../contract/index.ts'
import type { Ledger } from '../../store/index.ts'
import type { AnchorLine } from '../anchor.ts'
import { entriesOf } from '../table.ts'
import { verifyAnchor } from './verify-anchor.ts'
import { createWalk, MOST_FINDINGS } from './verify-chain.ts'

const PAGE = 2_000

const PAGE_SQL = `select *, rowid as place from audit where coalesce(seq, 0) > $1 or (coalesce(seq, 0) = $1 and rowid > $2) order by coalesce(seq, 0), rowid limit ${PAGE}`

/**
 * All entries by number; each page is a reading of its own, so that nobody waits for the whole: the chain only grows
 * meanwhile.
 */
async function* pagesOf(ledger: Ledger): AsyncGenerator<AuditEntry[]> {
  let after: [seq: number, place: number] = [Number.MIN_SAFE_INTEGER, -1]
  for (;;) {
    const table = await ledger.read((sql) => sql.query(PAGE_SQL, after))
    const entries = entriesOf(table)
    if (entries.length > 0) yield entries
    if (entries.length < PAGE) return
    after = [entries.at(-1)!.seq, table.column('place').at(-1) as number]
  }
}

/**
 * Whether the chain is what it was when it was written: every change, removal, insertion and reordering inside
 * it, and whatever was cut from its end or written anew before the newest anchor, is found and located.
 */
export const verifyLedger = async (ledger: Ledger, lines: readonly (AnchorLine | null)[]): Promise<AuditVerdict> => {
  const walk = createWalk()
  const anchored = new Set(lines.flatMap((line) => line?.seq ?? []))
  const hashes = new Map<number, string>()
  for await (const entries of pagesOf(ledger)) {
    walk.take(entries)
    for (const { seq, hash } of entries) if (anchored.has(seq)) hashes.set(seq, hash)
  }
  const findings = [...walk.findings(), ...verifyAnchor(lines, { hashes, head: walk.head(), found: walk.findings() })]
    .sort((a, b) => a.seq - b.seq)
    .slice(0, MOST_FINDINGS)
  return { whole: findings.length === 0, entries: walk.count(), head: walk.head(), findings }
}

import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createAudit, type Audit } from '../../audit/index.ts'
import { createClock, createZone } from '../../lib/index.ts'
import type { Settings } from '../../settings.ts'
import { createLedger } from '../../store/index.ts'

/** Lends the chain of a server that is not running; who does it at the machine is written down like anybody else. */
export const withLocalChain = async <T>(
  { ledger: path, timeZone, auditHash = 'sha256' }: Settings,
  doing: string,
  work: (audit: Audit) => Promise<T>,
): Promise<T> => {
  if (!existsSync(path)) throw new Error(`没有台账 ${path}：请用 YIPING_DATA 写明数据目录`)
  const ledger = await createLedger({ path, threads: 1, memoryLimit: '200MB' })
  try {
    const audit = await createAudit({
      ledger,
      clock: createClock(createZone(timeZone)),
      algorithm: auditHash,
      anchor: `${path}.anchor`,
      failed: (error) => void process.stderr.write(`${String(error)}\n`),
    })
    try {
      const result = await work(audit)
      await audit.append({
        who: `os:${userInfo().username}`,
        name: userInfo().username,
        from: 'console',
        deed: 'audit',
        what: doing,
        outcome: 'done',
      })
      return result
    } finally {
      await audit.close()
    }
  } finally {
    await ledger.close()
  }
}

import type { Ledger } from '../../store/index.ts'
import type { Factor } from './factors.ts'
import type { KeptCode } from './recovery.ts'

/** The second factors that count now, with the recovery codes that are left. */
export const loadFactors = (ledger: Ledger): Promise<Factor[]> =>
  ledger.read(async (sql) => {
    const codes = (await sql.query('select * from recovery_code where used_at is null and void_at is null')).records()
    const of = (id: unknown): KeptCode[] => codes.filter((code) => code['factor'] === id).map((code) => ({ salt: code['salt'] as string, hash: code['hash'] as string }))
    return (await sql.query('select * from second_factor where ended_at is null order by set_at')).records().map((row) => ({
      id: row['id'] as string, username: row['username'] as string, secret: Buffer.from(row['secret'] as string, 'base64url'),
      setAt: row['set_at'] as number, lastStep: row['last_step'] as number, recovery: of(row['id']),
    }))
  })

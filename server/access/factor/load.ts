import type { Ledger } from '../../store/index.ts'
import type { Seal } from '../seal/index.ts'
import type { Factor } from './factors.ts'
import type { KeptCode } from './recovery.ts'

/** Whose a sealed secret is: laid into another row it does not open. */
export const ownerOf = ({ id, username }: Pick<Factor, 'id' | 'username'>): string => `second factor ${id} ${username}`

/** Secrets from before they were sealed stand as they are. */
const isPlain = (kept: string): boolean => !kept.includes('.')

/**
 * The second factors that count now, with the recovery codes that are left; `stale` are those the newest key has not
 * closed.
 */
export const loadFactors = (ledger: Ledger, seal: Seal): Promise<{ factors: Factor[]; stale: Factor[] }> =>
  ledger.load(async (sql) => {
    const codes = (await sql.query('select * from recovery_code where used_at is null and void_at is null')).records()
    const of = (id: unknown): KeptCode[] =>
      codes
        .filter((code) => code['factor'] === id)
        .map((code) => ({ salt: code['salt'] as string, hash: code['hash'] as string }))
    const stale: Factor[] = []
    const factors = (await sql.query('select * from second_factor where ended_at is null order by set_at'))
      .records()
      .map((row) => {
        const own = { id: row['id'] as string, username: row['username'] as string }
        const kept = row['secret'] as string
        const secret = isPlain(kept) ? Buffer.from(kept, 'base64url') : seal.open(kept, ownerOf(own))
        const factor: Factor = {
          ...own,
          secret,
          setAt: row['set_at'] as number,
          lastStep: row['last_step'] as number,
          recovery: of(row['id']),
        }
        if (secret !== null && !seal.isFresh(kept)) stale.push(factor)
        return factor
      })
    return { factors, stale }
  })

/** Whether any secret was ever sealed that still counts: then a key is missed where there is none. */
export const hasSealed = (ledger: Ledger): Promise<boolean> =>
  ledger.load(
    async (sql) =>
      (await sql.query("select 1 from second_factor where ended_at is null and contains(secret, '.') limit 1")).rowCount
      > 0,
  )

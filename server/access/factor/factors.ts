import type { Clock } from '../../lib/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import { newId } from '../secret.ts'
import { loadFactors } from './load.ts'
import { isRecoveryCode, keptCode, newRecoveryCodes, type KeptCode } from './recovery.ts'
import { base32, matchStep, newFactorSecret } from './totp.ts'

/** The second factor of an account, as it is kept. */
export interface Factor {
  id: string
  username: string
  secret: Buffer
  setAt: number
  /** The last step of which a code was used. */
  lastStep: number
  /** Codes that can still be used. */
  recovery: KeptCode[]
}

/** By what a code was right. */
export type Used = { by: 'code' } | { by: 'recovery'; left: number }

/** The second factors, in the ledger and in memory: what was used is durable before it counts. */
export interface Factors {
  of: (username: string) => Pick<Factor, 'setAt'> & { recoveryLeft: number } | null
  /** Makes a secret that counts for nothing until it is confirmed within ten minutes. */
  begin: (username: string) => string
  /** Whether the code is that of the secret begun; then it takes the place of the one before, and ten recovery codes are told here and never again. */
  confirm: (username: string, code: string) => Promise<string[] | null>
  /** Uses up a code of now or a recovery code; `null` when it is neither. */
  use: (username: string, code: string) => Promise<Used | null>
  /** Voids the recovery codes and makes ten new ones. */
  renew: (username: string) => Promise<string[]>
  /** Takes it away; false where there was none. */
  end: (username: string, by: string) => Promise<boolean>
}

const BEGUN_MS = 10 * 60_000

export interface FactorsDeps { ledger: Ledger; clock: Pick<Clock, 'now'> }

export const createFactors = async ({ ledger, clock }: FactorsDeps): Promise<Factors> => {
  const kept = new Map((await loadFactors(ledger)).map((factor) => [factor.username, factor]))
  const begun = new Map<string, { secret: Buffer; at: number }>()

  /** Old codes open nothing from the moment on at which the new ones do. */
  const putCodes = async (sql: Sql, factor: string, made: readonly KeptCode[]): Promise<void> => {
    await sql.query('update recovery_code set void_at = $2 where factor = $1 and used_at is null and void_at is null', [factor, clock.now()])
    for (const { salt, hash } of made) await sql.query('insert into recovery_code values ($1, $2, $3, $4, null, null)', [factor, salt, hash, clock.now()])
  }

  /** What ended says when; its secret is of no more use to anybody but a thief. */
  const putEnd = (sql: Sql, factor: Factor, by: string): Promise<unknown> =>
    sql.query('update second_factor set secret = null, ended_by = $2, ended_at = $3 where id = $1', [factor.id, by, clock.now()])

  return {
    of: (username) => {
      const factor = kept.get(username)
      return factor ? { setAt: factor.setAt, recoveryLeft: factor.recovery.length } : null
    },
    begin: (username) => {
      const secret = newFactorSecret()
      begun.set(username, { secret, at: clock.now() })
      return base32(secret)
    },
    confirm: async (username, code) => {
      const one = begun.get(username)
      const step = one && clock.now() - one.at < BEGUN_MS ? matchStep(one.secret, code, clock.now(), 0) : null
      if (!one || step === null) return null
      begun.delete(username)
      const codes = newRecoveryCodes()
      const factor: Factor = { id: newId(), username, secret: one.secret, setAt: clock.now(), lastStep: step, recovery: codes.map(keptCode) }
      const before = kept.get(username)
      await ledger.write(async (sql) => {
        if (before) await putEnd(sql, before, username)
        await sql.query('insert into second_factor values ($1, $2, $3, $4, $5, null, null)', [factor.id, username, factor.secret.toString('base64url'), factor.setAt, step])
        await putCodes(sql, factor.id, factor.recovery)
      })
      kept.set(username, factor)
      return codes
    },
    use: async (username, code) => {
      const factor = kept.get(username)
      if (!factor) return null
      const step = matchStep(factor.secret, code, clock.now(), factor.lastStep)
      // Used up in memory first: of two that come with the same code at once one is too late.
      if (step !== null) {
        factor.lastStep = step
        await ledger.write((sql) => sql.query('update second_factor set last_step = $2 where id = $1', [factor.id, step]))
        return { by: 'code' }
      }
      const found = factor.recovery.find((one) => isRecoveryCode(code, one))
      if (!found) return null
      factor.recovery = factor.recovery.filter((one) => one !== found)
      await ledger.write((sql) => sql.query('update recovery_code set used_at = $3 where factor = $1 and hash = $2', [factor.id, found.hash, clock.now()]))
      return { by: 'recovery', left: factor.recovery.length }
    },
    renew: async (username) => {
      const factor = kept.get(username)!
      const codes = newRecoveryCodes()
      const made = codes.map(keptCode)
      await ledger.write((sql) => putCodes(sql, factor.id, made))
      factor.recovery = made
      return codes
    },
    end: async (username, by) => {
      const factor = kept.get(username)
      if (!factor) return false
      await ledger.write((sql) => putEnd(sql, factor, by))
      kept.delete(username)
      return true
    },
  }
}

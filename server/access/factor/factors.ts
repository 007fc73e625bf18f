import type { Clock } from '../../lib/index.ts'
import type { Ledger, Sql } from '../../store/index.ts'
import type { Seal } from '../seal/index.ts'
import { newId } from '../secret.ts'
import { loadFactors, ownerOf } from './load.ts'
import { isRecoveryCode, keptCode, newRecoveryCodes, type KeptCode } from './recovery.ts'
import { base32, matchStep, newFactorSecret } from './totp.ts'

/** The second factor of an account, as it is kept. */
export interface Factor {
  id: string
  username: string
  /** `null` = the key that sealed it is not here: its codes cannot be told, recovery codes still can. */
  secret: Buffer | null
  setAt: number
  /** The last step of which a code was used. */
  lastStep: number
  /** Codes that can still be used. */
  recovery: KeptCode[]
}

/** By what a code was right. */
export type Used = { by: 'code' } | { by: 'recovery'; left: number }

/** How a factor stands; not `readable` when its codes cannot be told for want of the key. */
type Standing = Pick<Factor, 'setAt'> & { recoveryLeft: number; readable: boolean }

/**
 * The second factors, in the ledger – their secrets sealed – and in memory: what was used is durable before it counts.
 */
export interface Factors {
  of: (username: string) => Standing | null
  /** How many cannot be read for want of their key. */
  unreadable: () => number
  /**
   * Makes a secret that counts for nothing until it is confirmed within ten minutes by the same session; `null` where
   * there is no key to keep it with.
   */
  begin: (username: string, session: string) => string | null
  /**
   * Whether the code is that of the secret begun; then it takes the place of the one before, and ten recovery codes are
   * told here and never again. After ten wrong ones it has to be begun anew.
   */
  confirm: (username: string, session: string, code: string) => Promise<string[] | null>
  /** Uses up a code of now or a recovery code; `null` when it is neither. */
  use: (username: string, code: string) => Promise<Used | null>
  /** Voids the recovery codes and makes ten new ones; `null` where there is no factor. */
  renew: (username: string) => Promise<string[] | null>
  /** Takes it away; false where there was none. */
  end: (username: string, by: string) => Promise<boolean>
}

const BEGUN_MS = 10 * 60_000
/**
 * Whoever reads the secret off the screen needs one or two; whoever has taken the session over has nothing to guess
 * with.
 */
const MOST_WRONG = 10

interface FactorsDeps {
  ledger: Ledger
  clock: Pick<Clock, 'now'>
  seal: Seal
}

export const createFactors = async ({ ledger, clock, seal }: FactorsDeps): Promise<Factors> => {
  const { factors, stale } = await loadFactors(ledger, seal)
  const kept = new Map(factors.map((factor) => [factor.username, factor]))
  const begun = new Map<string, { session: string; secret: Buffer; at: number; wrong: number }>()
  const sealed = (factor: Factor): string | null => factor.secret && seal.close(factor.secret, ownerOf(factor))

  // Of an older key, or from before there was one.
  const resealed = stale
    .map((factor) => ({ id: factor.id, secret: sealed(factor) }))
    .filter(({ secret }) => secret !== null)
  if (resealed.length > 0)
    await ledger.write(async (sql) => {
      for (const { id, secret } of resealed)
        await sql.query('update second_factor set secret = $2 where id = $1', [id, secret])
    })

  /** Old codes open nothing from the moment on at which the new ones do. */
  const putCodes = async (sql: Sql, factor: string, made: readonly KeptCode[]): Promise<void> => {
    await sql.query('update recovery_code set void_at = $2 where factor = $1 and used_at is null and void_at is null', [
      factor,
      clock.now(),
    ])
    for (const { salt, hash } of made)
      await sql.query('insert into recovery_code values ($1, $2, $3, $4, null, null)', [
        factor,
        salt,
        hash,
        clock.now(),
      ])
  }

  /**
   * Whatever the account has ends, whichever of two at once comes first. What ended says when; its secret is of no more
   * use to anybody but a thief.
   */
  const putEnd = (sql: Sql, username: string, by: string): Promise<unknown> =>
    sql.query(
      'update second_factor set secret = null, ended_by = $2, ended_at = $3 where username = $1 and ended_at is null',
      [username, by, clock.now()],
    )

  return {
    of: (username) => {
      const factor = kept.get(username)
      return factor
        ? { setAt: factor.setAt, recoveryLeft: factor.recovery.length, readable: factor.secret !== null }
        : null
    },
    unreadable: () => [...kept.values()].filter(({ secret }) => secret === null).length,
    begin: (username, session) => {
      if (!seal.canClose) return null
      const secret = newFactorSecret()
      begun.set(username, { session, secret, at: clock.now(), wrong: 0 })
      return base32(secret)
    },
    confirm: async (username, session, code) => {
      const one = begun.get(username)
      if (one?.session !== session || clock.now() - one.at >= BEGUN_MS || one.wrong >= MOST_WRONG) return null
      const step = matchStep(one.secret, code, clock.now(), 0)
      one.wrong += 1
      if (step === null) return null
      begun.delete(username)
      const codes = newRecoveryCodes()
      const factor: Factor = {
        id: newId(),
        username,
        secret: one.secret,
        setAt: clock.now(),
        lastStep: step,
        recovery: codes.map(keptCode),
      }
      await ledger.write(async (sql) => {
        await putEnd(sql, username, username)
        await sql.query('insert into second_factor values ($1, $2, $3, $4, $5, null, null)', [
          factor.id,
          username,
          sealed(factor),
          factor.setAt,
          step,
        ])
        await putCodes(sql, factor.id, factor.recovery)
      })
      kept.set(username, factor)
      return codes
    },
    use: async (username, code) => {
      const factor = kept.get(username)
      if (!factor) return null
      const step = factor.secret && matchStep(factor.secret, code, clock.now(), factor.lastStep)
      // Used up in memory first: of two that come with the same code at once one is too late.
      if (step !== null) {
        factor.lastStep = step
        await ledger.write((sql) =>
          sql.query('update second_factor set last_step = $2 where id = $1', [factor.id, step]),
        )
        return { by: 'code' }
      }
      const found = factor.recovery.find((one) => isRecoveryCode(code, one))
      if (!found) return null
      factor.recovery = factor.recovery.filter((one) => one !== found)
      await ledger.write((sql) =>
        sql.query('update recovery_code set used_at = $3 where factor = $1 and hash = $2', [
          factor.id,
          found.hash,
          clock.now(),
        ]),
      )
      return { by: 'recovery', left: factor.recovery.length }
    },
    renew: async (username) => {
      const factor = kept.get(username)
      if (!factor) return null
      const codes = newRecoveryCodes()
      const made = codes.map(keptCode)
      await ledger.write((sql) => putCodes(sql, factor.id, made))
      factor.recovery = made
      return codes
    },
    end: async (username, by) => {
      if (!kept.has(username)) return false
      await ledger.write((sql) => putEnd(sql, username, by))
      kept.delete(username)
      return true
    },
  }
}

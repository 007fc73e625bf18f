import { z } from 'zod'

const password = z.string().min(1).max(200)
/** Six figures of the moment, or one of the recovery codes. */
const code = z.string().trim().min(6).max(60)

/** Body of `POST /api/v1/session/factor`: the code is needed where a second factor is set already. */
export const factorBeginSchema = z.object({ password, code: code.optional() })
export type FactorBegin = z.infer<typeof factorBeginSchema>

/** Body of `PUT /api/v1/session/factor`: what the new authenticator shows now. */
export const factorConfirmSchema = z.object({ code })

/** Body of `POST /api/v1/session/factor/removal` and `…/recovery`. */
export const factorProofSchema = z.object({ password, code })
export type FactorProof = z.infer<typeof factorProofSchema>

/** Answer of `GET /api/v1/session/factor`: how one's own second factor stands. */
export interface FactorState {
  /** Whether one can be set here: not for whom another system vouches, nor for an account everybody shares. */
  available: boolean
  /** Whether one's grants ask for it, so that it cannot be taken away. */
  required: boolean
  /** `null` = none is set. */
  setAt: string | null
  /** Recovery codes that have not been used. */
  recoveryLeft: number
}

/** Answer of `POST /api/v1/session/factor`: told here and never again; counts from the confirmation on. */
export interface FactorBegun {
  /** Base32, as authenticators take it. */
  secret: string
  /** The same as an `otpauth:` address, which opens an authenticator on the same device. */
  address: string
}

/** Answer of the confirmation and of renewal: each code opens once, told here and never again. */
export interface RecoveryCodes {
  recovery: string[]
}

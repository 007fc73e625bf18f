import { z } from 'zod'
import type { Grant, Person } from './person.ts'

/**
 * Body of `POST /api/v1/session`; who has set a second factor sends its code too, and is asked for it where it is
 * missing.
 */
export const signInSchema = z.object({
  username: z.string().trim().min(1).max(100),
  password: z.string().min(1).max(200),
  code: z.string().trim().min(1).max(60).optional(),
})
export type SignIn = z.infer<typeof signInSchema>

/** Body of `PUT /api/v1/session/password`. */
export const passwordChangeSchema = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) })
export type PasswordChange = z.infer<typeof passwordChangeSchema>

/** Body of `PUT /api/v1/session/device`: public half of a key pair that was made on the device and cannot leave it. */
export const deviceKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().min(40).max(50),
  y: z.string().min(40).max(50),
})
export type DeviceKey = z.infer<typeof deviceKeySchema>

/**
 * Body of `POST /api/v1/session/proof`: the challenge, signed (ECDSA, SHA-256, r and s after each other, base64url).
 */
export const deviceProofSchema = z.strictObject({ signature: z.string().min(80).max(100) })
export type DeviceProof = z.infer<typeof deviceProofSchema>

/**
 * Header of what a page asks for by itself, while nobody is doing anything in it: an answer like any other, but no use
 * of the session, which would never idle otherwise.
 */
export const UNATTENDED = 'x-yiping-unattended'

/** Answer of `GET /api/v1/session/challenge`. */
export interface DeviceChallenge {
  challenge: string
}

/** Answer of `POST` and `GET /api/v1/session`: who the server takes the sender for. */
export interface SessionAnswer {
  person: Person
  /**
   * `account`: somebody signed in; `token`: a script, a feed or a wall; `local`: a command on the server's own machine.
   */
  kind: 'account' | 'token' | 'local'
  /** The password must be changed before anything else answers. */
  mustChangePassword: boolean
  /** A second factor must be set before anything else answers. */
  mustSetFactor: boolean
  /** They have a password kept here that is theirs to change. */
  ownPassword: boolean
  /** Moment the session ends whatever happens; `null` = with the token. */
  endsAt: string | null
  /** The session answers to one device alone. */
  bound: boolean
  /** Whether there is a unit whose use of the screens they are told. */
  seesUsage: boolean
  /** Whether there is a dataset of which they are told how it is delivered. */
  seesDeliveries: boolean
}

/** Answer of `DELETE /api/v1/session` where another system keeps its own session: the browser has to go there. */
export interface SignedOut {
  next: string
}

/** An account anybody may use to look around; exists in demonstrations only. */
export interface DemoAccount {
  username: string
  name: string
  post: string
}

/** Answer of `GET /api/v1/sign-in`, open to everybody: how one can sign in here. */
export interface SignInAnswer {
  city: string
  /** `null` where this is no demonstration. */
  demo: { password: string; accounts: DemoAccount[] } | null
  /** Another system that vouches for people; `null` where there is none. */
  provider: { title: string } | null
}

/** A grant as it is kept: who gave it, and when; to those who manage it the giver's name is told. */
export interface HeldGrant extends Grant {
  id: string
  givenBy: string
  givenAt: string
  /** From this moment on it gives nothing; `null` = without an end. */
  endsAt: string | null
}

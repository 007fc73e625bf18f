import { ACTIONS, UNATTENDED, type Person, type RegionCode, type SessionAnswer } from '../../contract/index.ts'
import type { Account, Accounts } from '../accounts/index.ts'
import { hashSecret } from '../secret.ts'
import type { Tokens } from '../tokens.ts'
import { readSession, type Session, type Sessions, type Wire } from '../sessions/index.ts'

export interface Credentials extends Wire {
  authorization?: string | undefined
  [UNATTENDED]?: string | string[] | undefined
}

/** Whoever sent a request, and by what they are known. */
export interface Visitor {
  person: Person
  kind: SessionAnswer['kind']
  /** `null` where there is no session: tokens. */
  session: Session | null
  mustChange: boolean
  /** Their password is kept here and is theirs alone: not another system's to know, nor shared by a demonstration. */
  ownPassword?: boolean
  /** Their rights ask for a second factor and none is set: nothing is open but to set it. */
  mustSetFactor?: boolean
  /**
   * The session belongs to a device that has not shown lately that it is the one asking: nothing is open but that
   * proof.
   */
  unproved?: boolean
  /** What opened it is a copy: whoever holds the present secret has used it since. */
  copied?: boolean
}

interface VisitorDeps {
  accounts: Accounts
  sessions: Sessions
  tokens: Tokens
  /** Hash of the secret that commands on this machine use. */
  localHash: string
  root: RegionCode
  /** Accounts that may not be used now, whatever they know. */
  barred: (account: Account) => boolean
  isProved: (session: Session) => boolean
  /** Accounts that must set a second factor first. */
  lacksFactor: (account: Account) => boolean
}

/** Whether somebody is let in to more than what lets them in. */
export const isAdmitted = ({ mustChange, mustSetFactor, unproved }: Visitor): boolean =>
  !mustChange && mustSetFactor !== true && unproved !== true

/** All rights over everything. */
export const everything = (root: RegionCode) =>
  ({ role: 'admin', region: root, themes: 'all', actions: ACTIONS }) as const

/** The token a program shows; `null` = none. */
export const bearerOf = (authorization: string | undefined): string | null =>
  /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1] ?? null

/**
 * Finds who sent these headers. To look again at those of an open connection is no use of a session, nor is what a page
 * asks for by itself, or none would ever idle. A bearer token that is not known is not helped out by a cookie.
 */
export const createVisitorOf = ({
  accounts,
  sessions,
  tokens,
  localHash,
  root,
  barred,
  isProved,
  lacksFactor,
}: VisitorDeps) => {
  const local: Visitor = {
    person: { id: 'local', name: '本机', post: '服务器本机的命令', grants: [everything(root)] },
    kind: 'local',
    session: null,
    mustChange: false,
  }

  const byToken = (secret: string): Visitor | null => {
    if (hashSecret(secret) === localHash) return local
    const token = tokens.find(secret)
    return token && { person: token.person, kind: 'token', session: null, mustChange: false }
  }

  const bySession = (secret: string, isUse: boolean): Visitor | null => {
    const shown = sessions.find(secret, isUse)
    const account = shown && accounts.get(shown.session.username)
    if (!account || barred(account)) return null
    const { session, spent, copied } = shown
    return {
      person: account.person,
      kind: 'account',
      session,
      mustChange: account.mustChange,
      mustSetFactor: lacksFactor(account),
      ownPassword: account.source === 'local',
      unproved: spent || !isProved(session),
      copied,
    }
  }

  return (headers: Credentials, isUse = true): Visitor | null => {
    const token = bearerOf(headers.authorization)
    if (token !== null) return byToken(token)
    const secret = readSession(headers)
    // A wall keeps its key where a person keeps the session's.
    return secret === null ? null : (bySession(secret, isUse && headers[UNATTENDED] === undefined) ?? byToken(secret))
  }
}

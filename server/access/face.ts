import type { Deed as AuditDeed } from '../audit/index.ts'
import type { Action, Moment, PasswordChange, Person, Scope, SignIn } from '../contract/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Deed, Regions } from '../regions/index.ts'
import type { Ledger } from '../store/index.ts'
import type { PasswordWork } from './accounts/index.ts'
import type { Budgets, Rates } from './budgets.ts'
import type { Credentials, DeviceDoor, FactorDoor, Resident, SignedIn, Visitor } from './door/index.ts'
import type { Notices } from './notices/index.ts'
import type { Office, OfficeDeps } from './office/index.ts'
import type { Provider, ProviderSettings } from './provider/index.ts'
import type { Origin, SessionLimits } from './sessions/index.ts'

/** Who may see and do what; the only maker of scopes. */
export interface Access {
  /**
   * Who sent these headers, as far as they may do anything; `null` = nobody known, or somebody who must change the
   * password first.
   */
  personOf: (headers: Credentials) => Person | null
  /** The same with the session behind it, whatever they may do. */
  visitorOf: (headers: Credentials, isUse?: boolean) => Visitor | null
  /**
   * Why nobody is known who shows a token: when it ended, or `unknown`, which a revoked one is too; `null` = no token
   * was shown.
   */
  deadToken: (headers: Credentials) => Moment | 'unknown' | null
  /** What a person may see with this right, `aggregate` unless said otherwise. */
  scopeFor: (person: Person, action?: Action) => Scope
  can: (person: Person, deed: Deed) => boolean
  /** Everybody with an account that may be used now: who can be told of something. */
  people: () => Person[]
  /**
   * Somebody by their id with the rights they have now: a person, a token, this machine; `null` = may not be used any
   * more.
   */
  personNow: (id: string) => Person | null
  /** The name of an account, used or not; `null` = there is none. */
  nameOf: (username: string) => string | null
  /** What somebody is called whose account was anonymised; `null` for everybody else. */
  formerName: (username: string) => string | null
  /** What the sender of these headers may see; nothing, when nobody is known. */
  scopeOf: (headers: Credentials) => Scope
  /** Throws `Refused`. */
  signIn: (credentials: SignIn, origin: Origin) => Promise<SignedIn>
  signOut: (visitor: Visitor, origin: Origin) => Promise<void>
  changePassword: (visitor: Visitor, change: PasswordChange, origin: Origin) => Promise<void>
  /** Where everybody sees to their own second factor. */
  factor: FactorDoor
  /** What people are told about their own accounts, and of what waits for their word. */
  notices: Pick<Notices, 'send' | 'of' | 'unread' | 'read' | 'onChange'>
  /** Binds sessions to the device they were opened on. */
  devices: DeviceDoor
  /** Trades a wall's code, good once, for the key it keeps; throws `Refused`. */
  openWall: (code: string, origin: Origin) => Promise<{ visitor: Visitor; secret: string; endsAt: number | null }>
  /** Another system that vouches for people; `null` where there is none. */
  provider: Provider | null
  /** How often who may ask. */
  budgets: Budgets
  /** Where people, sessions and tokens are managed. */
  office: Office
  /**
   * Accounts of the demonstration that are offered at the door, others that exist, and their password; `null` where
   * there is none.
   */
  demo: { password: string; accounts: readonly Resident[]; others: readonly Resident[] } | null
  /** Opens everything to commands on this machine. */
  localToken: string
  /** Looks at the clock; to be called every second: what has ended is gone from open pages. */
  tick: () => Promise<void>
  /** Told when somebody's sessions or rights are no longer what they were. */
  onChange: (listener: () => void) => void
  /** Writes down what was kept back. */
  close: () => Promise<void>
}

export interface AccessDeps {
  ledger: Ledger
  regions: Regions
  clock: Clock
  limits: SessionLimits
  /** How often a minute; the usual ones unless said otherwise. */
  rates?: Rates | undefined
  /** Theme of a dataset; `undefined` = there is no such dataset. */
  themeOf: (dataset: string) => string | undefined
  lastDelivered: OfficeDeps['lastDelivered']
  /** A department or place people can act for; `null` = there is none. */
  unitOf: OfficeDeps['unitOf']
  /** Whether rights to personal fields, configuration or the audit ask for a second factor. */
  secondFactor: 'required' | 'optional'
  /** Of the first administrator; `null` = one is made up and told once. */
  adminPassword: string | null
  /**
   * The administrator's must not be this one, which everybody knows, because others than this machine can reach the
   * server; `null` = they cannot.
   */
  knownPassword: string | null
  /** What a hash of a password costs; OWASP's figures unless said otherwise. */
  passwordWork?: PasswordWork | undefined
  demo: Access['demo']
  /** `null` = nobody else vouches for people. */
  provider: ProviderSettings | null
  /**
   * Keys that seal second factors, kept apart from the ledger; `null` = one for this run, as a ledger in memory has it.
   */
  factorKeyFile: string | null
  /** Where the secret for commands on this machine is laid. */
  localTokenFile: string | null
  say: (message: string) => void
  /** Told what happens at the door, for the auditor. */
  note: (deed: AuditDeed) => void
  failed: (error: unknown) => void
}

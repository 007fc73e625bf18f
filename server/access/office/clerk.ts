import type { Grant, LastDelivered, Person, RegionCode } from '../../contract/index.ts'
import type { Deed } from '../../audit/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Account, Accounts } from '../accounts/index.ts'
import type { Factors } from '../factor/index.ts'
import type { Notices, Told } from '../notices/index.ts'
import type { Sessions } from '../sessions/index.ts'
import type { Tokens } from '../tokens.ts'
import { covers, outlasts } from './covers.ts'

/** Whoever manages something, and from where. */
export interface Clerk {
  person: Person
  address: string
}

export interface OfficeDeps {
  accounts: Accounts
  sessions: Sessions
  tokens: Tokens
  factors: Factors
  notices: Pick<Notices, 'send' | 'forget'>
  /** Whether somebody's rights ask for a second factor. */
  isDue: (account: Account) => boolean
  /** Whether nobody can sign in with an account, whatever they know. */
  isBarred: (account: Account) => boolean
  regions: Regions
  clock: Clock
  /** Theme of a dataset; `undefined` = there is no such dataset. */
  themeOf: (dataset: string) => string | undefined
  /** The newest batch of each of these senders, as far as they have brought one; `at` in local milliseconds. */
  lastDelivered: (
    senders: readonly string[],
  ) => Promise<ReadonlyMap<string, Omit<LastDelivered, 'at'> & { at: number }>>
  /** A department or place people can act for, and the place it belongs to; `null` = there is none. */
  unitOf: (id: string) => { title: string; region: RegionCode } | null
  note: (deed: Deed) => void
  /** Called when anybody's rights or sessions are no longer what they were. */
  changed: () => void
}

const MAKERS: Record<string, string> = { demo: '演示', system: '系统', local: '本机命令', 'oidc:': '统一身份认证' }

export const missing = (what: string): Refused => new Refused(problem(404, 'not-found', `没有${what}`))
const beyond = (): Refused =>
  new Refused(
    problem(403, 'beyond-own-grant', '不能授予自己没有的权限', {
      field: 'grants',
      hint: '授权的区域、主题和操作都须在您自己的一项“配置”授权之内',
    }),
  )

const beyondTerm = (): Refused =>
  new Refused(
    problem(403, 'beyond-own-term', '不能授予比自己的授权更久的权限', {
      field: 'endsOn',
      hint: '您自己的授权有有效期，请填写不晚于它的日期',
    }),
  )
const past = (): Refused =>
  new Refused(
    problem(422, 'term-in-past', '有效期不能早于今天', {
      field: 'endsOn',
      hint: '要立即停止使用，请停用账号或收回授权',
    }),
  )
/** A key delivers as its department does: who looks after the data has none to give, or they could change it. */
export const notTheirs = (): Refused =>
  new Refused(
    problem(403, 'not-your-key', '报送令牌由系统管理员或运维人员发放', {
      field: 'kind',
      hint: '数据管理员可以查看和收回报送令牌，不能新建',
    }),
  )
const DAY = 86_400_000

/** A grant with the moment it ends. */
export type Termed = Grant & { endsAt: number | null }

/** What a clerk may touch, and how it is written down. */
export const createRules = ({ regions, accounts, clock, unitOf, notices, note, changed }: OfficeDeps) => {
  const { zone } = clock
  /** The moment a last day is over. Throws for one that is over already. */
  const endOfDay = (endsOn: string | null | undefined): number | null => {
    if (endsOn === null || endsOn === undefined) return null
    const end = zone.toInstant(Date.parse(`${endsOn}T00:00:00Z`) + DAY)
    if (end <= clock.now()) throw past()
    return end
  }
  const covered = ({ person }: Clerk, grants: readonly Grant[]): boolean =>
    grants.every((grant) => covers(regions, person, grant))
  const whole = (clerk: Clerk): boolean =>
    covered(clerk, [{ role: 'steward', region: regions.root.code, themes: 'all', actions: ['configure'] }])
  const governs = (clerk: Clerk, { username, grants, departedAt }: Account): boolean =>
    departedAt === null && username !== clerk.person.id && (grants.length === 0 ? whole(clerk) : covered(clerk, grants))

  /** Who gave or made something, as people call them. */
  const nameOf = (id: string): string => accounts.get(id)?.name ?? MAKERS[id] ?? id

  return {
    covered,
    governs,
    nameOf,
    endOfDay,
    /** Throws as for an account that does not exist. */
    find: (clerk: Clerk, username: string): Account => {
      const account = accounts.get(username)
      if (account === null || !governs(clerk, account)) throw missing(`账号 ${username}`)
      return account
    },
    /**
     * Grants with their places as the tree writes them, each until its end. Throws when one lies beyond the clerk's
     * own, in reach or in time.
     */
    checked: (clerk: Clerk, grants: readonly Termed[]): Termed[] => {
      const resolved = grants.map((grant) => ({ ...grant, region: regions.resolve(grant.region) ?? '' }))
      if (resolved.some(({ region }) => region === '') || !covered(clerk, resolved)) throw beyond()
      if (!resolved.every((grant) => outlasts(regions, clerk.person, grant, grant.endsAt))) throw beyondTerm()
      return resolved
    },
    /**
     * A unit's cases are its people's: who puts somebody into one must themselves be able to give handling there.
     * Throws when not.
     */
    checkUnit: (clerk: Clerk, id: string | null | undefined): void => {
      if (id === null || id === undefined) return
      const unit = unitOf(id)
      if (
        unit === null
        || !covered(clerk, [{ role: 'department', region: unit.region, themes: 'all', actions: ['handle'] }])
      ) {
        throw new Refused(
          problem(422, 'unknown-unit', `没有单位 ${id}`, {
            field: 'unit',
            hint: '单位须是已声明的部门，或您管理范围内的区域',
          }),
        )
      }
    },
    /** Tells somebody what was done to their account. */
    tell: ({ person, address }: Clerk, username: string, { kind, what }: Pick<Told, 'kind' | 'what'>): void =>
      notices.send(username, { kind, by: person.id, from: address, ...(what ? { what } : {}) }),
    write: ({ person, address }: Clerk, deed: Deed['deed'], what: string, why = ''): void => {
      note({ who: person.id, name: person.name, from: address, deed, what, why, outcome: 'done' })
      changed()
    },
  }
}

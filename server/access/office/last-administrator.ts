import { ACTIONS, type Grant, type HeldGrant } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { endOf, type Account } from '../accounts/index.ts'
import { covers } from './covers.ts'
import type { OfficeDeps } from './clerk.ts'

const refusal = (): Refused =>
  new Refused(
    problem(409, 'last-administrator', '这是唯一还能登录的系统管理员', {
      detail: '这样做以后，将没有人能管理账号和授权',
      hint: '请先把全区、全部主题、全部操作的“系统管理员”授权给另一个账号，再做这一步',
    }),
  )

/** How an account would be: as it is, but for what is changed. */
type Change = Partial<Pick<Account, 'disabled' | 'endsAt'>> & { grants?: readonly HeldGrant[] }

/**
 * Keeps the last way in open: throws where a change would leave nobody who may do everything everywhere and can sign in,
 * at once or from a last day on.
 */
export const createLastAdministrator = ({ accounts, regions, clock, isBarred }: OfficeDeps) => {
  const all: Grant = { role: 'admin', region: regions.root.code, themes: 'all', actions: [...ACTIONS] }
  /** Until when an account administers the whole; 0 = it does not. */
  const until = (account: Account): number => {
    const { username, name, post, grants, endsAt, source, password } = account
    if (isBarred(account) || (source === 'local' && password === null)) return 0
    const ends = grants
      .filter((grant) => covers(regions, { id: username, name, post, grants: [grant] }, all))
      .map(endOf)
    return Math.min(endsAt ?? Infinity, Math.max(0, ...ends))
  }
  return (account: Account, change: Change): void => {
    const then = Math.max(until({ ...account, ...change }), clock.now())
    if (until(account) <= then) return
    const others = accounts.all().filter(({ username }) => username !== account.username)
    if (!others.some((other) => until(other) > then)) throw refusal()
  }
}

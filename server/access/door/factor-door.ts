import type { Deed } from '../../audit/index.ts'
import type {
  FactorBegin,
  FactorBegun,
  FactorProof,
  FactorState,
  NoticeKind,
  RecoveryCodes,
  SignIn,
} from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Account, Accounts } from '../accounts/index.ts'
import { otpauth, type Factors } from '../factor/index.ts'
import type { Notices } from '../notices/index.ts'
import type { Sessions } from '../sessions/index.ts'
import type { Visitor } from './visitor.ts'

/** Where everybody sees to their own second factor. All but `state` throw `Refused`. */
export interface FactorDoor {
  state: (visitor: Visitor) => FactorState
  /**
   * Tells a secret that counts once `confirm` has seen a code made of it; asks for the password, and for the factor
   * that is set.
   */
  begin: (visitor: Visitor, wanted: FactorBegin, address: string) => Promise<FactorBegun>
  confirm: (visitor: Visitor, code: string, address: string) => Promise<RecoveryCodes>
  /** Ten new recovery codes in place of the old ones. */
  renew: (visitor: Visitor, proof: FactorProof, address: string) => Promise<RecoveryCodes>
  remove: (visitor: Visitor, proof: FactorProof, address: string) => Promise<void>
}

const ISSUER = '一屏'
const nowhere = problem(409, 'no-factor-here', '这个账号不能在本系统设置两步验证', {
  hint: '统一身份认证的账号由其自己的系统验证；演示账号多人共用',
})
const stale = problem(403, 'password-change-required', '首次登录须先修改密码', { hint: '请在 /sign-in 修改密码' })
const unproved = problem(401, 'device-unproved', '请在登录时的设备上继续使用')
const notSet = problem(409, 'no-factor', '还没有启用两步验证')
const kept = problem(409, 'factor-required', '您的权限要求两步验证，不能停用', { hint: '更换手机请选“更换验证器”' })
const keyless = problem(503, 'no-factor-key', '暂时不能设置两步验证', {
  detail: '服务器上两步验证的密钥文件缺失',
  hint: '请联系系统管理员',
})
const wrong = problem(401, 'wrong-code', '动态验证码不正确', {
  field: 'code',
  detail: '验证码每 30 秒更换一次，请输入当前的 6 位数字；设置须在 10 分钟内完成',
  hint: '一直不对，请核对手机时间是否准确',
})

interface FactorDoorDeps {
  accounts: Accounts
  factors: Factors
  sessions: Pick<Sessions, 'end'>
  clock: Clock
  /** The password and the code of an account, with the lock both have; throws `Refused`. */
  prove: (credentials: SignIn, address: string) => Promise<Account>
  /** The password alone, where no factor is set yet. */
  recall: (visitor: Visitor, password: string, address: string) => Promise<Account>
  /** Whether somebody's rights ask for a second factor. */
  isDue: (account: Account) => boolean
  notices: Pick<Notices, 'send'>
  note: (deed: Deed) => void
  /** Called when somebody is let in who was not before. */
  changed: () => void
}

export const createFactorDoor = ({
  accounts,
  factors,
  sessions,
  clock,
  prove,
  recall,
  isDue,
  notices,
  note,
  changed,
}: FactorDoorDeps): FactorDoor => {
  const accountOf = ({ kind, person, mustChange, unproved: strange }: Visitor): Account => {
    if (strange) throw new Refused(unproved)
    const account = kind === 'account' ? accounts.get(person.id) : null
    if (account?.source !== 'local') throw new Refused(nowhere)
    if (mustChange) throw new Refused(stale)
    return account
  }
  /** Whoever came in before the change stays out until they show what is asked for now. */
  const endOthers = ({ session }: Visitor, { username }: Account): Promise<unknown> =>
    sessions.end((one) => one.username === username && one.id !== session?.id)
  const write = ({ username, name }: Account, address: string, kind: NoticeKind, what: string): void => {
    note({
      who: username,
      name,
      from: address,
      deed: 'configure',
      what: `second factor ${what} ${username}`,
      outcome: 'done',
    })
    notices.send(username, { kind, by: username, from: address })
    changed()
  }
  const holder = (visitor: Visitor): Account => {
    const account = accountOf(visitor)
    if (factors.of(account.username) === null) throw new Refused(notSet)
    return account
  }

  return {
    state: ({ kind, person }) => {
      const account = kind === 'account' ? accounts.get(person.id) : null
      const factor = account && factors.of(account.username)
      return {
        available: account?.source === 'local',
        required: account !== null && isDue(account),
        setAt: factor ? clock.zone.format(clock.zone.toLocal(factor.setAt)) : null,
        recoveryLeft: factor?.recoveryLeft ?? 0,
      }
    },
    begin: async (visitor, { password, code }, address) => {
      const { username } = accountOf(visitor)
      if (factors.of(username) === null) await recall(visitor, password, address)
      else await prove({ username, password, code }, address)
      const secret = factors.begin(username, visitor.session?.id ?? '')
      if (secret === null) throw new Refused(keyless)
      return { secret, address: otpauth(secret, ISSUER, username) }
    },
    confirm: async (visitor, code, address) => {
      const account = accountOf(visitor)
      const recovery = await factors.confirm(account.username, visitor.session?.id ?? '', code)
      if (recovery === null) {
        note({
          who: account.username,
          name: account.name,
          from: address,
          deed: 'configure',
          what: `setup code wrong ${account.username}`,
          outcome: 'refused',
        })
        throw new Refused(wrong)
      }
      await endOthers(visitor, account)
      write(account, address, 'factor-set', 'set')
      return { recovery }
    },
    renew: async (visitor, proof, address) => {
      const account = holder(visitor)
      await prove({ username: account.username, ...proof }, address)
      const recovery = await factors.renew(account.username)
      if (recovery === null) throw new Refused(notSet)
      write(account, address, 'recovery-renewed', 'recovery')
      return { recovery }
    },
    remove: async (visitor, proof, address) => {
      const account = holder(visitor)
      if (isDue(account)) throw new Refused(kept)
      await prove({ username: account.username, ...proof }, address)
      await factors.end(account.username, account.username)
      await endOthers(visitor, account)
      write(account, address, 'factor-removed', 'removed')
    },
  }
}

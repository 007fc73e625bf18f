import type { Deed } from '../../audit/index.ts'
import { waitWords } from '../../contract/index.ts'
import { problem, Refused } from '../../indicators/index.ts'
import { createLockout, type Account, type Lockout } from '../accounts/index.ts'
import type { Factors } from '../factor/index.ts'
import type { Notices } from '../notices/index.ts'

/** Whoever gets as far as a code knows the password: wrong ones slow the account down, wherever they come from. */
const ANYWHERE = { free: 10, longestMs: 30 * 60_000 }

interface SecondStepDeps {
  factors: Factors
  /** That of the passwords. */
  lockout: Lockout
  now: () => number
  notices: Pick<Notices, 'send'>
  note: (deed: Deed) => void
}

const needed = (): Refused =>
  new Refused(
    problem(401, 'code-required', '请输入动态验证码', {
      field: 'code',
      hint: '打开手机上的验证器应用，输入“一屏”当前的 6 位数字；手机不在身边，可用恢复码',
    }),
  )
const lockedOut = (waitSeconds: number): Refused =>
  new Refused(
    problem(429, 'locked-out', '动态验证码错误次数过多，已暂停登录', {
      waitSeconds,
      detail: `请在 ${waitWords(waitSeconds)}后再试`,
      hint: '换了手机又没有恢复码，请联系系统管理员重置两步验证',
    }),
  )
const wrong = (left: number, seconds: number): Refused =>
  new Refused(
    problem(401, 'wrong-code', '动态验证码不正确', {
      field: 'code',
      ...(seconds === 0
        ? { detail: `每个验证码只能用一次，请等下一个；再错 ${left} 次将暂停登录` }
        : { waitSeconds: seconds, detail: `已暂停登录，请在 ${waitWords(seconds)}后再试` }),
      hint: '一直不对，请核对手机时间是否准确',
    }),
  )

const unreadable = (): Refused =>
  new Refused(
    problem(401, 'code-unreadable', '动态验证码暂时无法核对', {
      field: 'code',
      detail: '服务器上两步验证的密钥文件缺失或已更换',
      hint: '请用恢复码登录，或请系统管理员恢复密钥文件、重置两步验证',
    }),
  )

/**
 * Asks for the code of an account whose password was right; does nothing where no second factor is set. Throws
 * `Refused`.
 */
export const createSecondStep = ({ factors, lockout, now, notices, note }: SecondStepDeps) => {
  const codes = createLockout(now, ANYWHERE)
  return async ({ username, name }: Account, code: string | undefined, address: string): Promise<void> => {
    const factor = factors.of(username)
    if (factor === null) return
    if (code === undefined) {
      // The password was right and the code has not been asked for yet: no try was lost, and none was won.
      lockout.forgive(username, address)
      throw needed()
    }
    const write = (what: string): void =>
      note({ who: username, name, from: address, deed: 'sign-in', what, outcome: 'refused' })
    const wait = codes.attempt(username, address)
    if (wait > 0) {
      write(`code locked out for ${wait} s`)
      throw lockedOut(wait)
    }
    const used = await factors.use(username, code)
    if (used === null && !factor.readable && /^\d{6}$/.test(code)) {
      write('code unreadable')
      throw unreadable()
    }
    if (used === null) {
      write('wrong code')
      notices.send(username, { kind: 'code-wrong', by: username, from: address })
      const least = Math.min(codes.left(username, address), lockout.left(username, address))
      throw wrong(least, Math.max(codes.wait(username, address), lockout.wait(username, address)))
    }
    codes.succeeded(username, address)
    if (used.by === 'recovery') {
      note({
        who: username,
        name,
        from: address,
        deed: 'sign-in',
        what: `recovery code ${used.left} left`,
        outcome: 'done',
      })
      notices.send(username, { kind: 'recovery-used', by: username, from: address, what: { left: used.left } })
    }
  }
}

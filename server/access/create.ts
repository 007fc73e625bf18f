import type { Action } from '../contract/index.ts'
import { can, type Regions } from '../regions/index.ts'
import { createAccounts, createLockout, createPasswordRules, createPasswords, type Account } from './accounts/index.ts'
import { createBudgets, RATES } from './budgets.ts'
import {
  createDeviceDoor,
  createFactorDoor,
  createLocalToken,
  createOpenWall,
  createSecondStep,
  createSignIn,
  bearerOf,
  createVisitorOf,
  ensureAdmin,
  ensureResidents,
  isAdmitted,
  refuseKnownPassword,
} from './door/index.ts'
import type { Access, AccessDeps } from './face.ts'
import { createFactors, openFactorSeal } from './factor/index.ts'
import { createListeners } from './listeners.ts'
import { createNotices } from './notices/index.ts'
import { createOffice } from './office/index.ts'
import { createProvider, createSubjects, type ProviderSettings } from './provider/index.ts'
import { scopeFor } from './scope.ts'
import { hashSecret } from './secret.ts'
import { createBrowsers, createDevices, createSessions } from './sessions/index.ts'
import { ACCESS_TABLES } from './tables.ts'
import { createTerms } from './terms.ts'
import { createTokens } from './tokens.ts'

/** Groups are granted places of this tree; a place it does not have is a mistake to be told at the start. */
const resolved = (regions: Regions, settings: ProviderSettings): ProviderSettings => ({
  ...settings,
  grants: settings.grants.map((grant) => {
    const region = regions.resolve(grant.region)
    if (region === null) throw new Error(`统一身份认证配置有误：组“${grant.group}”的区域 ${grant.region} 不在区划树里`)
    return { ...grant, region }
  }),
})

/** What makes an account worth stealing. */
const GRAVE: readonly Action[] = ['unmask', 'configure', 'audit']

export const createAccess = async (deps: AccessDeps): Promise<Access> => {
  const { ledger, regions, clock, limits, demo, note } = deps
  await ledger.migrate('access', ACCESS_TABLES)
  const passwords = createPasswords(deps.passwordWork)
  const accounts = await createAccounts({ ledger, clock, passwords })
  const sessions = await createSessions({ ledger, clock, limits, failed: deps.failed })
  const tokens = await createTokens({ ledger, clock, failed: deps.failed })
  const changes = createListeners()
  const notices = await createNotices({ ledger, clock, failed: deps.failed })
  const factors = await createFactors({ ledger, clock, seal: await openFactorSeal(ledger, deps.factorKeyFile) })
  if (factors.unreadable() > 0)
    deps.say(
      `注意：${factors.unreadable()} 个账号的两步验证打不开，密钥文件 ${deps.factorKeyFile} 缺失或已更换：请从备份恢复这个文件后重启；确已丢失，请用 yiping factor-key 新建并重启，再用 yiping users reset-factor 逐个重置（其间可用恢复码登录）`,
    )
  const [rules, lockout] = [createPasswordRules(), createLockout(clock.now)]
  const root = regions.root.code
  await ensureAdmin({ accounts, root, adminPassword: deps.adminPassword, rules, say: deps.say })
  if (deps.knownPassword !== null) await refuseKnownPassword(accounts, passwords, deps.knownPassword)
  if (demo) await ensureResidents(accounts, passwords, [...demo.accounts, ...demo.others], demo.password)

  // The password of the demonstration is known to everybody: outside of one its accounts do not exist.
  const barred = ({ disabled, endsAt, source }: Account): boolean =>
    disabled
    || (endsAt !== null && endsAt <= clock.now())
    || (source === 'demo' && demo === null)
    || (source === 'provider' && deps.provider === null)
  const isDue = ({ source, person }: Account): boolean =>
    deps.secondFactor === 'required'
    && source === 'local'
    && person.grants.some(({ actions }) => actions.some((action) => GRAVE.includes(action)))
  const lacksFactor = (account: Account): boolean => isDue(account) && factors.of(account.username) === null
  const devices = createDevices(clock)
  const local = createLocalToken(deps.localTokenFile)
  const visitorOf = createVisitorOf({
    accounts,
    sessions,
    tokens,
    localHash: hashSecret(local.secret),
    root,
    barred,
    isProved: devices.isProved,
    lacksFactor,
  })
  const door = createSignIn({
    accounts,
    passwords,
    sessions,
    browsers: await createBrowsers({ ledger, clock }),
    lockout,
    rules,
    barred,
    lacksFactor,
    notices,
    note,
    secondStep: createSecondStep({ factors, lockout, now: clock.now, notices, note }),
  })
  const provider =
    deps.provider
    && createProvider({
      settings: resolved(regions, deps.provider),
      accounts,
      subjects: await createSubjects({ ledger, clock, issuer: deps.provider.issuer }),
      now: clock.now,
      open: door.open,
      notices,
      note,
      changed: changes.tell,
    })
  const personOf: Access['personOf'] = (headers) => {
    const visitor = visitorOf(headers)
    return visitor && isAdmitted(visitor) ? visitor.person : null
  }

  return {
    personOf,
    visitorOf,
    deadToken: ({ authorization }) => {
      const secret = bearerOf(authorization)
      const end = secret === null ? null : tokens.endOf(secret)
      return secret === null ? null : end === null ? 'unknown' : clock.zone.format(clock.zone.toLocal(end))
    },
    scopeFor,
    demo,
    provider,
    budgets: createBudgets(deps.rates ?? RATES, clock.now),
    openWall: createOpenWall(tokens, note),
    office: createOffice({
      accounts,
      sessions,
      tokens,
      factors,
      notices,
      isDue,
      isBarred: barred,
      regions,
      clock,
      themeOf: deps.themeOf,
      lastDelivered: deps.lastDelivered,
      unitOf: deps.unitOf,
      note,
      changed: changes.tell,
    }),
    can: (person, deed) => can(regions, person, deed),
    people: () =>
      accounts
        .all()
        .filter((account) => !barred(account))
        .map(({ person }) => person),
    personNow: (id) => {
      const token = tokens
        .all()
        .find(({ person, endsAt }) => person.id === id && (endsAt === null || clock.now() < endsAt))
      const machine = visitorOf({ authorization: `Bearer ${local.secret}` })!.person
      return id === machine.id
        ? machine
        : (token?.person
            ?? accounts.all().find((account) => account.person.id === id && !barred(account))?.person
            ?? null)
    },
    formerName: (username) => {
      const account = accounts.get(username)
      return account === null || account.departedAt === null ? null : account.name
    },
    nameOf: (username) => accounts.get(username)?.name ?? null,
    scopeOf: (headers) => {
      const person = personOf(headers)
      return person ? scopeFor(person) : { reaches: [] }
    },
    signIn: door.signIn,
    signOut: async (visitor, origin) => {
      await door.signOut(visitor, origin)
      changes.tell()
    },
    changePassword: async (visitor, change, origin) => {
      await door.changePassword(visitor, change, origin)
      changes.tell()
    },
    factor: createFactorDoor({
      accounts,
      factors,
      sessions,
      clock,
      prove: door.prove,
      recall: door.recall,
      isDue,
      notices,
      note,
      changed: changes.tell,
    }),
    notices,
    devices: createDeviceDoor({ sessions, devices, notices, now: clock.now, note }),
    localToken: local.secret,
    tick: createTerms({ accounts, sessions, tokens, notices, clock, note, changed: changes.tell }),
    onChange: changes.add,
    close: async () => {
      local.close()
      await tokens.settle()
    },
  }
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { QUICK } from './access/accounts/quick.fixture.ts'
import { codeOf, stepAt } from './access/factor/totp.ts'
import { createApp, type App } from './app.ts'
import type {
  AuditPage,
  FactorBegun,
  FactorState,
  Grant,
  NoticesAnswer,
  PersonInfo,
  Problem,
  RecoveryCodes,
  SessionAnswer,
} from './contract/index.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'

const TREE = 'code,parent,level,name,kind\nd,,district,测试区,place\nt1,d,town,甲镇,place\n'
const PASSWORD = 'Own-pass-phrase-1'
const STEP = 30_000
const DAY = 86_400_000
let folder: string
let now: number
let app: App
let url: string

const start = async (
  secondFactor: 'required' | 'optional' = 'optional',
  progress: (message: string) => void = () => undefined,
): Promise<void> => {
  app = await createApp({
    port: 0,
    host: '127.0.0.1',
    database: ':memory:',
    ledger: join(folder, 'ledger.duckdb'),
    metrics: fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)),
    regions: join(folder, 'tree.csv'),
    timeZone: 'Asia/Shanghai',
    demo: null,
    logLevel: 'silent',
    memoryLimit: '300MB',
    client: null,
    passwordWork: QUICK,
    now: () => now,
    adminPassword: 'Spring-tide-2026',
    secondFactor,
    progress,
  })
  url = await app.listen()
}
const restart = async (secondFactor?: 'required' | 'optional'): Promise<void> => {
  await app.close()
  await start(secondFactor)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-factor-'))
  writeFileSync(join(folder, 'tree.csv'), TREE)
  now = Date.parse('2026-11-21T04:30:00Z')
  await start()
})
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (now += 2 * DAY))
afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true })
})

type Headers = Record<string, string>
const local = (): Headers => ({ authorization: `Bearer ${app.localToken}` })
const ask = async <T = Problem>(
  method: string,
  path: string,
  headers: Headers,
  body?: unknown,
): Promise<{ status: number; body: T; cookies: string[] }> => {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    body: (text === '' ? null : JSON.parse(text)) as T,
    cookies: response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]!),
  }
}
const signIn = (
  username: string,
  more: { code?: string; password?: string } = {},
  headers: Headers = {},
): ReturnType<typeof ask<SessionAnswer & Problem>> =>
  ask<SessionAnswer & Problem>('POST', '/session', headers, { username, password: PASSWORD, ...more })
const as = ({ cookies }: { cookies: string[] }): Headers => ({ cookie: cookies[0]! })

const looks: Grant = { role: 'town', region: 't1', themes: 'all', actions: ['aggregate'] }
const configures: Grant = { role: 'operator', region: 'd', themes: 'all', actions: ['configure'] }

/** Makes an account with a password of its own, and signs it in. */
const person = async (username: string, grants: Grant[]): Promise<Headers> => {
  const { body } = await ask<{ password: string }>('POST', '/admin/people', local(), {
    username,
    name: `人员${username}`,
    grants,
  })
  const headers = as(await signIn(username, { password: body.password }))
  expect((await ask('PUT', '/session/password', headers, { current: body.password, next: PASSWORD })).status).toBe(200)
  return headers
}

/** What an authenticator holds: secrets by the code of their moment. */
const authenticator = (base32: string) => {
  const bits = [...base32]
    .map((sign) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const secret = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
  return (drift = 0): string => codeOf(secret, stepAt(now) + drift)
}
/** Sets a second factor; the code of its confirmation is used up. */
const setUp = async (
  headers: Headers,
  more: { code?: string } = {},
): Promise<{ code: (drift?: number) => string; recovery: string[] }> => {
  const begun = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD, ...more })
  expect(begun.status).toBe(200)
  const code = authenticator(begun.body.secret)
  const { status, body } = await ask<RecoveryCodes>('PUT', '/session/factor', headers, { code: code() })
  expect(status).toBe(200)
  return { code, recovery: body.recovery }
}
const state = async (headers: Headers): Promise<FactorState> =>
  (await ask<FactorState>('GET', '/session/factor', headers)).body
const kinds = async (headers: Headers): Promise<string[]> =>
  (await ask<NoticesAnswer>('GET', '/notices', headers)).body.notices.map(({ kind }) => kind)

describe('setting a second factor', () => {
  test('asks for the password and for a code made of it; ten codes are told once and kept as hashes', async () => {
    const headers = await person('setter', [looks])
    expect(await state(headers)).toEqual({ available: true, required: false, setAt: null, recoveryLeft: 0 })
    expect((await ask('POST', '/session/factor', headers, { password: 'not-the-password' })).body.type).toBe(
      '/problems/wrong-password',
    )
    const { body: begun } = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD })
    expect(begun.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(begun.address).toContain(`secret=${begun.secret}`)
    expect((await signIn('setter')).status).toBe(201)
    const code = authenticator(begun.secret)
    expect((await ask('PUT', '/session/factor', headers, { code: code(5) })).body.type).toBe('/problems/wrong-code')
    const { body } = await ask<RecoveryCodes>('PUT', '/session/factor', headers, { code: code() })
    expect(new Set(body.recovery).size).toBe(10)
    expect(await state(headers)).toMatchObject({
      setAt: expect.stringContaining('2026-11-21') as string,
      recoveryLeft: 10,
    })
    await app.close()
    const kept = readFileSync(join(folder, 'ledger.duckdb'), 'latin1')
    for (const one of body.recovery)
      expect([one, kept.includes(one), kept.includes(one.replaceAll('-', ''))]).toEqual([one, false, false])
    await start()
    expect((await signIn('setter')).body.type).toBe('/problems/code-required')
  })

  test('ends the other sessions, as taking it away does, and not one’s own', async () => {
    const headers = await person('mover', [looks])
    const before = as(await signIn('mover'))
    const { code } = await setUp(headers)
    expect([(await ask('GET', '/session', before)).status, (await ask('GET', '/session', headers)).status]).toEqual([
      401, 200,
    ])
    now += STEP
    const beside = as(await signIn('mover', { code: code() }))
    now += STEP
    expect((await ask('POST', '/session/factor/removal', headers, { password: PASSWORD, code: code() })).status).toBe(
      204,
    )
    expect([(await ask('GET', '/session', beside)).status, (await ask('GET', '/session', headers)).status]).toEqual([
      401, 200,
    ])
  })

  test('is finished by the session that began it; another one of the account is refused, and that is written down', async () => {
    const [headers, thief] = [await person('beginner', [looks]), as(await signIn('beginner'))]
    const { body } = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD })
    expect((await ask('PUT', '/session/factor', thief, { code: authenticator(body.secret)() })).body.type).toBe(
      '/problems/wrong-code',
    )
    const { entries } = (await ask<AuditPage>('GET', '/audit?deed=configure&text=setup%20code', local())).body
    expect(entries[0]).toMatchObject({
      who: 'beginner',
      object: '账号 人员beginner（beginner）：设置两步验证，验证码不正确',
      outcome: 'refused',
    })
    expect((await ask('PUT', '/session/factor', headers, { code: authenticator(body.secret)() })).status).toBe(200)
  })

  test('where the key of its secrets is gone the start says so, a code is answered in words, and nobody gets in without a factor', async () => {
    const { code, recovery } = await setUp(await person('sealed', [looks]))
    await app.close()
    const key = join(folder, 'factor-key')
    const kept = readFileSync(key)
    rmSync(key)
    const said: string[] = []
    await start('optional', (message) => said.push(message))
    expect(said.filter((message) => message.includes(key))).toHaveLength(1)
    now += STEP
    expect((await signIn('sealed')).body.type).toBe('/problems/code-required')
    expect((await signIn('sealed', { code: code() })).body).toMatchObject({
      status: 401,
      type: '/problems/code-unreadable',
      detail: expect.stringContaining('密钥文件') as string,
    })
    const inside = as(await signIn('sealed', { code: recovery[0]! }))
    expect((await ask('POST', '/session/factor', inside, { password: PASSWORD, code: recovery[1]! })).body.type).toBe(
      '/problems/no-factor-key',
    )
    await app.close()
    writeFileSync(key, kept)
    await start()
    expect((await signIn('sealed', { code: code() })).status).toBe(201)
  })

  test('takes ten minutes at the most, and no token has one', async () => {
    const headers = await person('late', [looks])
    const { body } = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD })
    now += 10 * 60_000
    expect((await ask('PUT', '/session/factor', headers, { code: authenticator(body.secret)() })).body.type).toBe(
      '/problems/wrong-code',
    )
    expect((await ask('POST', '/session/factor', local(), { password: PASSWORD })).body.type).toBe(
      '/problems/no-factor-here',
    )
    expect((await ask('GET', '/session/factor', {})).status).toBe(401)
  })
})

describe('signing in with it', () => {
  test('the code is asked for after the password; each opens once, also after a restart, and those beside it count', async () => {
    const { code } = await setUp(await person('walker', [looks]))
    const first = code()
    expect((await signIn('walker')).body).toMatchObject({ status: 401, type: '/problems/code-required' })
    // It confirmed the setting: used up.
    expect((await signIn('walker', { code: first })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('walker', { code: code(1) })).status).toBe(201)
    expect((await signIn('walker', { code: code(1) })).body.type).toBe('/problems/wrong-code')
    now += 3 * STEP
    expect((await signIn('walker', { code: code(-2) })).body.type).toBe('/problems/wrong-code')
    const late = code(-1)
    expect((await signIn('walker', { code: late })).status).toBe(201)
    await restart()
    expect((await signIn('walker', { code: late })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('walker', { code: code() })).status).toBe(201)
  })

  test('two at once with the same code: one gets in', async () => {
    const { code } = await setUp(await person('twins', [looks]))
    now += STEP
    const both = await Promise.all([signIn('twins', { code: code() }), signIn('twins', { code: code() })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401])
  })

  test('without the password a code says nothing: whoever does not exist is answered alike', async () => {
    const { code } = await setUp(await person('hidden', [looks]))
    now += STEP
    const tell = async (username: string, password: string, more: object): Promise<unknown> =>
      (await ask('POST', '/session', {}, { username, password, ...more })).body
    for (const more of [{}, { code: code() }, { code: '000000' }])
      expect(await tell('hidden', 'Wrong-guess-2026', more)).toEqual(
        await tell('nobody-here', 'Wrong-guess-2026', more),
      )
  })

  test('wrong codes count with wrong passwords towards the wait, asking for the code costs nothing, and the right one does not help during it', async () => {
    const { code } = await setUp(await person('guessed', [looks]))
    now += STEP
    for (let count = 0; count < 8; count += 1)
      expect((await signIn('guessed')).body.type).toBe('/problems/code-required')
    expect((await signIn('guessed', { password: 'Wrong-guess-2026' })).body.detail).toContain('再错 4 次')
    for (const left of [3, 2, 1])
      expect((await signIn('guessed', { code: '000000' })).body.detail).toContain(`再错 ${left} 次`)
    expect((await signIn('guessed', { code: '000000' })).body.type).toBe('/problems/wrong-code')
    const locked = await signIn('guessed', { code: code() })
    expect(locked.body).toMatchObject({ status: 429, type: '/problems/locked-out', waitSeconds: 15 })
    now += 15_000
    expect((await signIn('guessed')).body.type).toBe('/problems/code-required')
    now += STEP
    const inside = await signIn('guessed', { code: code() })
    expect(inside.status).toBe(201)
    // Somebody knows the password: its owner is told.
    expect((await kinds(as(inside))).filter((kind) => kind === 'code-wrong')).toHaveLength(4)
  })

  test('from ever other addresses the codes of one account can be guessed ten times, and then ever more slowly', async () => {
    await app.close()
    app = await createApp({
      port: 0,
      host: '127.0.0.1',
      database: ':memory:',
      ledger: join(folder, 'ledger.duckdb'),
      metrics: fileURLToPath(new URL('indicators/testing/metrics', import.meta.url)),
      regions: join(folder, 'tree.csv'),
      timeZone: 'Asia/Shanghai',
      demo: null,
      logLevel: 'silent',
      memoryLimit: '300MB',
      client: null,
      passwordWork: QUICK,
      now: () => now,
      adminPassword: 'Spring-tide-2026',
      proxies: 'loopback',
    })
    url = await app.listen()
    await setUp(await person('spread', [looks]))
    const answers: string[] = []
    for (let count = 0; count < 12; count += 1)
      answers.push((await signIn('spread', { code: '000000' }, { 'x-forwarded-for': `10.0.0.${count}` })).body.type)
    expect(answers).toEqual([
      ...Array<string>(10).fill('/problems/wrong-code'),
      '/problems/locked-out',
      '/problems/locked-out',
    ])
    await restart()
  })
})

describe('recovery', () => {
  test('a code opens once, however it is typed, and its owner is told how many are left', async () => {
    const { recovery } = await setUp(await person('loser', [looks]))
    const typed = recovery[3]!.toUpperCase().replaceAll('-', ' ')
    const inside = await signIn('loser', { code: typed })
    expect(inside.status).toBe(201)
    expect((await signIn('loser', { code: recovery[3]! })).body.type).toBe('/problems/wrong-code')
    await restart()
    expect((await signIn('loser', { code: recovery[3]! })).body.type).toBe('/problems/wrong-code')
    expect(await state(as(inside))).toMatchObject({ recoveryLeft: 9 })
    const { notices } = (await ask<NoticesAnswer>('GET', '/notices', as(inside))).body
    expect(notices.find(({ kind }) => kind === 'recovery-used')).toMatchObject({
      words: '还剩 9 个恢复码',
      grave: true,
      by: null,
    })
  })

  test('new codes void the old ones, and asking for them takes password and code', async () => {
    const headers = await person('renewer', [looks])
    const { recovery } = await setUp(headers)
    expect(
      (await ask('POST', '/session/factor/recovery', headers, { password: PASSWORD, code: '000000' })).body.type,
    ).toBe('/problems/wrong-code')
    const { body } = await ask<RecoveryCodes>('POST', '/session/factor/recovery', headers, {
      password: PASSWORD,
      code: recovery[0],
    })
    expect(body.recovery).toHaveLength(10)
    expect((await signIn('renewer', { code: recovery[1]! })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('renewer', { code: body.recovery[1]! })).status).toBe(201)
  })

  test('another authenticator takes the place of the first, once the first has agreed', async () => {
    const headers = await person('changer', [looks])
    const old = await setUp(headers)
    expect((await ask('POST', '/session/factor', headers, { password: PASSWORD })).body.type).toBe(
      '/problems/code-required',
    )
    now += STEP
    const fresh = await setUp(headers, { code: old.code() })
    now += STEP
    expect((await signIn('changer', { code: old.code() })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('changer', { code: old.recovery[0]! })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('changer', { code: fresh.code() })).status).toBe(201)
  })

  test('whoever manages the account takes the factor away: sessions end, it is written down, and its owner is told', async () => {
    const headers = await person('helped', [looks])
    await setUp(headers)
    const { body } = await ask<PersonInfo>('DELETE', '/admin/people/helped/factor', local())
    expect(body.secondFactor).toBe('unset')
    expect((await ask('GET', '/session', headers)).status).toBe(401)
    const inside = await signIn('helped')
    expect(inside.status).toBe(201)
    expect(await kinds(as(inside))).toContain('factor-reset')
    const { entries } = (await ask<AuditPage>('GET', '/audit?deed=configure&text=second%20factor%20reset', local()))
      .body
    expect(entries[0]).toMatchObject({
      deed: 'configure',
      what: 'second factor reset helped',
      object: '账号 人员helped（helped）：重置两步验证',
      outcome: 'done',
    })
    expect((await ask('DELETE', '/admin/people/helped/factor', local())).body.type).toBe('/problems/no-factor')
    const outside = await person('outsider', [looks])
    expect((await ask('DELETE', '/admin/people/helped/factor', outside)).status).toBe(403)
  })
})

describe('where it is required', () => {
  test('who may configure can do nothing before setting one, and not take it away; others are not asked', async () => {
    const before = await person('chief', [configures])
    expect((await ask('GET', '/admin/people', before)).status).toBe(200)
    await person('clerk', [looks])
    await restart('required')
    expect(
      (await ask<PersonInfo[]>('GET', '/admin/people', local())).body
        .filter(({ username }) => ['chief', 'clerk'].includes(username))
        .map(({ secondFactor }) => secondFactor),
    ).toEqual(['due', 'unset'])
    const chief = await signIn('chief')
    expect([chief.status, chief.body.mustSetFactor]).toEqual([201, true])
    const headers = as(chief)
    for (const path of ['/admin/people', '/notices', '/sessions', '/catalog'])
      expect([path, (await ask('GET', path, headers)).body.type]).toEqual([path, '/problems/factor-setup-required'])
    for (const transport of TRANSPORTS) expect((await knock(url, headers, transport)).status).toBe(401)
    const { code } = await setUp(headers)
    expect((await ask('GET', '/admin/people', headers)).status).toBe(200)
    now += STEP
    expect(
      (await ask('POST', '/session/factor/removal', headers, { password: PASSWORD, code: code() })).body.type,
    ).toBe('/problems/factor-required')
    const clerk = await signIn('clerk')
    expect([clerk.status, clerk.body.mustSetFactor]).toEqual([201, false])
    // A right that asks for it closes what was open without it.
    await ask('POST', '/admin/people/clerk/grants', local(), { ...looks, actions: ['aggregate', 'rows', 'unmask'] })
    expect((await ask('GET', '/catalog', as(clerk))).body.type).toBe('/problems/factor-setup-required')
    await restart()
  })

  test('who chose it freely may take it away with password and code', async () => {
    const headers = await person('free', [looks])
    const { code } = await setUp(headers)
    now += STEP
    expect((await ask('POST', '/session/factor/removal', headers, { password: PASSWORD, code: code() })).status).toBe(
      204,
    )
    expect((await signIn('free')).status).toBe(201)
    expect(await kinds(headers)).toEqual(expect.arrayContaining(['factor-set', 'factor-removed']))
  })
})

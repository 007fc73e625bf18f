import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AuditPage, FactorBegun, RecoveryCodes } from './contract/index.ts'
import { createFactorWorld, as, DAY, looks, STEP } from './factor.fixture.ts'
import { PASSWORD } from './testing/index.fixture.ts'

const { clock, world, ask, local, signIn, person, authenticator, setUp, state, kinds } = createFactorWorld()
beforeAll(() => world.open())
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (clock.now += 2 * DAY))
afterAll(() => world.close())

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
    await world.stop()
    const kept = readFileSync(join(world.folder, 'ledger.duckdb'), 'latin1')
    for (const one of body.recovery)
      expect([one, kept.includes(one), kept.includes(one.replaceAll('-', ''))]).toEqual([one, false, false])
    await world.open()
    expect((await signIn('setter')).body.type).toBe('/problems/code-required')
  })

  test('ends the other sessions, as taking it away does, and not one’s own', async () => {
    const headers = await person('mover', [looks])
    const before = as(await signIn('mover'))
    const { code } = await setUp(headers)
    expect([(await ask('GET', '/session', before)).status, (await ask('GET', '/session', headers)).status]).toEqual([
      401, 200,
    ])
    clock.now += STEP
    const beside = as(await signIn('mover', { code: code() }))
    clock.now += STEP
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
    await world.stop()
    const key = join(world.folder, 'factor-key')
    const kept = readFileSync(key)
    rmSync(key)
    const said: string[] = []
    await world.open({ progress: (message) => said.push(message) })
    expect(said.filter((message) => message.includes(key))).toHaveLength(1)
    clock.now += STEP
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
    await world.stop()
    writeFileSync(key, kept)
    await world.open()
    expect((await signIn('sealed', { code: code() })).status).toBe(201)
  })

  test('takes ten minutes at the most, and no token has one', async () => {
    const headers = await person('late', [looks])
    const { body } = await ask<FactorBegun>('POST', '/session/factor', headers, { password: PASSWORD })
    clock.now += 10 * 60_000
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
    clock.now += 3 * STEP
    expect((await signIn('walker', { code: code(-2) })).body.type).toBe('/problems/wrong-code')
    const late = code(-1)
    expect((await signIn('walker', { code: late })).status).toBe(201)
    await world.restart()
    expect((await signIn('walker', { code: late })).body.type).toBe('/problems/wrong-code')
    expect((await signIn('walker', { code: code() })).status).toBe(201)
  })

  test('two at once with the same code: one gets in', async () => {
    const { code } = await setUp(await person('twins', [looks]))
    clock.now += STEP
    const both = await Promise.all([signIn('twins', { code: code() }), signIn('twins', { code: code() })])
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401])
  })

  test('without the password a code says nothing: whoever does not exist is answered alike', async () => {
    const { code } = await setUp(await person('hidden', [looks]))
    clock.now += STEP
    const tell = async (username: string, password: string, more: object): Promise<unknown> =>
      (await ask('POST', '/session', {}, { username, password, ...more })).body
    for (const more of [{}, { code: code() }, { code: '000000' }])
      expect(await tell('hidden', 'Wrong-guess-2026', more)).toEqual(
        await tell('nobody-here', 'Wrong-guess-2026', more),
      )
  })

  test('wrong codes count with wrong passwords towards the wait, asking for the code costs nothing, and the right one does not help during it', async () => {
    const { code } = await setUp(await person('guessed', [looks]))
    clock.now += STEP
    for (let count = 0; count < 8; count += 1)
      expect((await signIn('guessed')).body.type).toBe('/problems/code-required')
    expect((await signIn('guessed', { password: 'Wrong-guess-2026' })).body.detail).toContain('再错 4 次')
    for (const left of [3, 2, 1])
      expect((await signIn('guessed', { code: '000000' })).body.detail).toContain(`再错 ${left} 次`)
    expect((await signIn('guessed', { code: '000000' })).body).toMatchObject({
      type: '/problems/wrong-code',
      detail: '已暂停登录，请在 15 秒后再试',
      waitSeconds: 15,
    })
    const locked = await signIn('guessed', { code: code() })
    expect(locked.body).toMatchObject({ status: 429, type: '/problems/locked-out', waitSeconds: 15 })
    clock.now += 15_000
    expect((await signIn('guessed')).body.type).toBe('/problems/code-required')
    clock.now += STEP
    const inside = await signIn('guessed', { code: code() })
    expect(inside.status).toBe(201)
    // Somebody knows the password: its owner is told.
    expect((await kinds(as(inside))).filter((kind) => kind === 'code-wrong')).toHaveLength(4)
  })

  test('from ever other addresses the codes of one account can be guessed ten times, and then ever more slowly', async () => {
    await world.stop()
    await world.open({ proxies: 'loopback' })
    await setUp(await person('spread', [looks]))
    const answers: string[] = []
    for (let count = 0; count < 12; count += 1)
      answers.push((await signIn('spread', { code: '000000' }, { 'x-forwarded-for': `10.0.0.${count}` })).body.type)
    expect(answers).toEqual([
      ...Array<string>(10).fill('/problems/wrong-code'),
      '/problems/locked-out',
      '/problems/locked-out',
    ])
    await world.restart()
  })
})

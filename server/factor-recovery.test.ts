import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AuditPage, NoticesAnswer, PersonInfo, RecoveryCodes } from './contract/index.ts'
import { createFactorWorld, as, configures, DAY, looks, STEP } from './factor.fixture.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'
import { PASSWORD } from './testing/index.fixture.ts'

const { clock, world, ask, local, signIn, person, setUp, state, kinds } = createFactorWorld()
beforeAll(() => world.open())
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (clock.now += 2 * DAY))
afterAll(() => world.close())

describe('recovery', () => {
  test('a code opens once, however it is typed, and its owner is told how many are left', async () => {
    const { recovery } = await setUp(await person('loser', [looks]))
    const typed = recovery[3]!.toUpperCase().replaceAll('-', ' ')
    const inside = await signIn('loser', { code: typed })
    expect(inside.status).toBe(201)
    expect((await signIn('loser', { code: recovery[3]! })).body.type).toBe('/problems/wrong-code')
    await world.restart()
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
    clock.now += STEP
    const fresh = await setUp(headers, { code: old.code() })
    clock.now += STEP
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
    await world.stop()
    await world.open({ secondFactor: 'required' })
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
    for (const transport of TRANSPORTS) expect((await knock(world.url(), headers, transport)).status).toBe(401)
    const { code } = await setUp(headers)
    expect((await ask('GET', '/admin/people', headers)).status).toBe(200)
    clock.now += STEP
    expect(
      (await ask('POST', '/session/factor/removal', headers, { password: PASSWORD, code: code() })).body.type,
    ).toBe('/problems/factor-required')
    const clerk = await signIn('clerk')
    expect([clerk.status, clerk.body.mustSetFactor]).toEqual([201, false])
    // A right that asks for it closes what was open without it.
    await ask('POST', '/admin/people/clerk/grants', local(), { ...looks, actions: ['aggregate', 'rows', 'unmask'] })
    expect((await ask('GET', '/catalog', as(clerk))).body.type).toBe('/problems/factor-setup-required')
    await world.restart()
  })

  test('who chose it freely may take it away with password and code', async () => {
    const headers = await person('free', [looks])
    const { code } = await setUp(headers)
    clock.now += STEP
    expect((await ask('POST', '/session/factor/removal', headers, { password: PASSWORD, code: code() })).status).toBe(
      204,
    )
    expect((await signIn('free')).status).toBe(201)
    expect(await kinds(headers)).toEqual(expect.arrayContaining(['factor-set', 'factor-removed']))
  })
})

import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createAccessWorld, as, MINUTE, type Answered } from './access.fixture.ts'
import { knock, TRANSPORTS } from './stream/knock.fixture.ts'

const { clock, world, open, said, ask, signIn, catalog } = createAccessWorld()
beforeAll(() => open())
// Another day: nobody is signed in or locked out any more.
afterEach(() => void (clock.now += 25 * 60 * MINUTE))
afterAll(() => world.close())

describe('the first administrator', () => {
  test('has a password made up and told once, and can do nothing before changing it', async () => {
    await world.stop()
    rmSync(join(world.folder, 'ledger.duckdb'))
    said.length = 0
    await open({})
    const password = /初始密码：(\S+?)（/.exec(said.join('\n'))![1]!
    const session = await signIn({ username: 'admin', password })
    expect(session.body.mustChangePassword).toBe(true)
    const headers = as(session)
    expect((await catalog(headers)).body.type).toBe('/problems/password-change-required')
    for (const transport of TRANSPORTS)
      expect([transport, (await knock(world.url(), headers, transport)).problem?.status]).toEqual([transport, 401])
    const change = (next: string): Promise<Answered> =>
      ask('PUT', '/api/v1/session/password', { headers, body: { current: password, next } })
    for (const [next, words] of [
      ['short-1A', '至少'],
      ['alllowercase', '三种'],
      ['Admin-12345-x', '用户名'],
      ['Password1234!', '常见'],
      [password, '原密码'],
    ] as const) {
      expect([next, (await change(next)).body.title]).toEqual([next, expect.stringContaining(words) as string])
    }
    expect((await change('West-lake-2026')).body.mustChangePassword).toBe(false)
    expect((await catalog(headers)).status).toBe(200)
    expect((await knock(world.url(), headers)).problem).toBeNull()
    await world.stop()
    said.length = 0
    await open({})
    expect(said.join('\n')).not.toContain('初始密码')
    expect((await signIn({ username: 'admin', password: 'West-lake-2026' })).status).toBe(201)
  })

  test('whoever does not know the password does not change it, and none is longer than two hundred signs', async () => {
    const ADMIN = { username: 'admin', password: 'West-lake-2026' }
    const headers = as(await signIn(ADMIN))
    const change = (current: string, next: string): Promise<Answered> =>
      ask('PUT', '/api/v1/session/password', { headers, body: { current, next } })
    expect((await change('Guessed-at-2026', 'Autumn-moon-2026')).status).toBe(401)
    expect((await change(ADMIN.password, `${'Autumn-moon-2026 '.repeat(12)}`)).status).toBe(400)
    expect([(await signIn({ ...ADMIN, password: 'Autumn-moon-2026' })).status, (await signIn(ADMIN)).status]).toEqual([
      401, 201,
    ])
  })

  test('a changed password ends every other session', async () => {
    const ADMIN = { username: 'admin', password: 'West-lake-2026' }
    const [mine, other] = [as(await signIn(ADMIN)), as(await signIn(ADMIN))]
    await ask('PUT', '/api/v1/session/password', {
      headers: mine,
      body: { current: ADMIN.password, next: 'Autumn-moon-2026' },
    })
    expect([(await catalog(mine)).status, (await catalog(other)).status]).toEqual([200, 401])
  })

  test('with a password everybody knows is not let onto a network, however long ago it was set; on this machine it is', async () => {
    await world.stop()
    await open({ ledger: join(world.folder, 'known.duckdb'), adminPassword: 'yiping-demo' })
    await world.stop()
    copyFileSync(join(world.folder, 'known.duckdb'), join(world.folder, 'open.duckdb'))
    await expect(open({ ledger: join(world.folder, 'open.duckdb'), host: '0.0.0.0' })).rejects.toThrow('公开的演示密码')
    await open({ ledger: join(world.folder, 'known.duckdb') })
    const headers = as(await signIn({ username: 'admin', password: 'yiping-demo' }))
    expect(
      (
        await ask('PUT', '/api/v1/session/password', {
          headers,
          body: { current: 'yiping-demo', next: 'Autumn-moon-2026' },
        })
      ).status,
    ).toBe(200)
    await world.stop()
    await open({ ledger: join(world.folder, 'known.duckdb'), host: '0.0.0.0' })
    expect((await ask('GET', '/healthz')).status).toBe(200)
  })
})

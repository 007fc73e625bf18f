import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountNotice, NoticesAnswer, Problem, SessionInfo } from './contract/index.ts'
import { createWorld, grant, PASSWORD, type Headers, type Reply } from './testing/index.fixture.ts'

const GRANT = grant('t1', ['aggregate'])
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36'
const world = createWorld({ lasting: 'ledger' })
const { ask, connect, local, restart } = world

beforeAll(() => world.open())
afterAll(world.close)

const signIn = (username: string, password: string, headers: Headers = {}): Promise<Reply<Problem>> =>
  ask('POST', '/session', { 'user-agent': CHROME, ...headers }, { username, password })
/** A new account with a password of its own: its session, and what its browser keeps to be known again. */
const person = async (username: string): Promise<{ session: Headers; browser: Headers }> => {
  const { body } = await ask<{ password: string }>('POST', '/admin/people', local(), {
    username,
    name: `人员${username}`,
    grants: [GRANT],
  })
  const { cookies } = await signIn(username, body.password)
  const session = { cookie: cookies[0]! }
  await ask('PUT', '/session/password', session, { current: body.password, next: PASSWORD })
  return { session, browser: { cookie: cookies[1]! } }
}
const told = async (headers: Headers): Promise<NoticesAnswer> =>
  (await ask<NoticesAnswer>('GET', '/notices', headers)).body
const titles = ({ notices }: NoticesAnswer): string[] => notices.map(({ title }) => title)

test('a grant given or taken is told in the words of today, by whom, and to nobody else', async () => {
  const [{ session }, other] = [await person('first'), await person('second')]
  const given = (
    await ask<{ grants: { id: string }[] }>('POST', '/admin/people/first/grants', local(), {
      ...GRANT,
      role: 'analyst',
      actions: ['aggregate', 'export'],
    })
  ).body
  await ask('DELETE', `/admin/people/first/grants/${given.grants[0]!.id}`, local())
  const { notices, unread } = await told(session)
  expect(notices.map(({ title, words, by, from, grave }) => ({ title, words, by, from, grave })).slice(0, 2)).toEqual([
    {
      title: '一项授权被收回',
      words: '镇街人员，甲镇，全部主题，看汇总',
      by: '服务器本机的命令',
      from: '127.0.0.1',
      grave: false,
    },
    {
      title: '新增一项授权',
      words: '分析人员，甲镇，全部主题，看汇总、导出',
      by: '服务器本机的命令',
      from: '127.0.0.1',
      grave: false,
    },
  ])
  expect([notices[2]?.title, unread]).toEqual(['密码已修改', 3])
  expect(titles(await told(other.session))).toEqual(['密码已修改'])
})

test('a browser that was not there before is told of, the first one and a known one are not', async () => {
  const { session, browser } = await person('third')
  await signIn('third', PASSWORD, browser)
  expect(titles(await told(session))).toEqual(['密码已修改'])
  await signIn('third', PASSWORD, { cookie: 'yiping_browser=made-up' })
  await signIn('third', 'Wrong-guess-2026')
  expect((await told(session)).notices[0]).toMatchObject({
    title: '在新设备上登录',
    words: 'Windows Chrome',
    by: null,
    grave: true,
    from: '127.0.0.1',
  })
  await restart()
  await signIn('third', PASSWORD, browser)
  expect(titles(await told(session))).toEqual(['在新设备上登录', '密码已修改'])
})

test('a new password from the administrator, a changed profile and an ended session are told at the next sign-in; ending one’s own is not', async () => {
  const { session, browser } = await person('fourth')
  const again = await signIn('fourth', PASSWORD, browser)
  const sessions = (await ask<SessionInfo[]>('GET', '/sessions', session)).body
  await ask('DELETE', `/sessions/${sessions.find(({ current }) => !current)!.id}`, session)
  expect((await ask('GET', '/session', { cookie: again.cookies[0]! })).status).toBe(401)
  expect(titles(await told(session))).toEqual(['密码已修改'])
  await ask('PATCH', '/admin/people/fourth', local(), { post: '值班员' })
  await ask('DELETE', `/sessions/${sessions.find(({ current }) => current)!.id}`, local())
  const reset = (await ask<{ password: string }>('POST', '/admin/people/fourth/password', local())).body
  const { cookies } = await signIn('fourth', reset.password, browser)
  await ask(
    'PUT',
    '/session/password',
    { cookie: cookies[0]! },
    { current: reset.password, next: 'Other-pass-phrase-2' },
  )
  const { notices } = await told({ cookie: cookies[0]! })
  expect(notices.map(({ title, words }) => [title, words])).toEqual([
    ['密码已修改', '其他设备上的登录已经退出'],
    ['密码已被重置', '原密码失效，所有登录已经退出'],
    ['一处登录被强制退出', 'Windows Chrome'],
    ['账号资料有修改', '职务：值班员'],
    ['密码已修改', '其他设备上的登录已经退出'],
  ])
})

test('an open page hears of it at once; what was read stays read, after a restart too', async () => {
  const { session } = await person('fifth')
  const socket = await connect(session)
  const heard = new Promise<number>((resolve) => socket.on('notice:changed', resolve))
  await ask('POST', '/admin/people/fifth/grants', local(), { ...GRANT, actions: ['aggregate', 'export'] })
  expect(await heard).toBe(2)
  const [newest, oldest] = (await told(session)).notices as [AccountNotice, AccountNotice]
  expect((await ask<NoticesAnswer>('POST', '/notices/read', session, { until: oldest.id })).body.unread).toBe(1)
  expect((await ask<NoticesAnswer>('POST', '/notices/read', session, { until: 'no-such-notice' })).body.unread).toBe(1)
  expect((await ask<NoticesAnswer>('POST', '/notices/read', session, { until: newest.id })).body.unread).toBe(0)
  socket.close()
  await restart()
  expect(await told(session)).toMatchObject({ unread: 0, notices: [{ read: true }, { read: true }] })
})

test('nobody reads what others are told, and nobody marks it', async () => {
  const [{ session }, other] = [await person('sixth'), await person('seventh')]
  const [{ id }] = (await told(session)).notices as [AccountNotice]
  await ask('POST', '/notices/read', other.session, { until: id })
  expect((await told(session)).unread).toBe(1)
  expect((await ask('GET', '/notices', {})).status).toBe(401)
  expect(await told(local())).toEqual({ notices: [], unread: 0 })
})

import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createWorld } from '../../testing/index.fixture.ts'
import { tokensCommand } from './tokens.ts'
import { usersCommand } from './users.ts'

const world = createWorld({
  definitions: {
    'screen.yaml':
      'city: { title: 测试城市 }\nscreens:\n  - { id: main, title: 总览, level: [district], left: [{ panel: headline, of: [t.count] }], centre: { panel: map, fill: t.count }, right: [{ panel: ranking, of: t.count }] }\n',
  },
})

beforeAll(async () => {
  await world.open()
  vi.stubEnv('YIPING_TOKEN', world.local()['authorization']!.replace('Bearer ', ''))
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await world.close()
})

/** What a command prints. */
const says = async (line: string): Promise<string> => {
  const [name, ...words] = line.split(' ')
  const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await (name === 'users' ? usersCommand() : tokensCommand()).parseAsync([...words, '--server', world.url()], {
      from: 'user',
    })
    return printed.mock.calls.map(String).join('\n')
  } finally {
    printed.mockRestore()
  }
}
const GRANT = '--role town --region t1 --actions aggregate,rows'

test('an account is made, granted, revoked, renewed and disabled from the console', async () => {
  expect(await says(`users add officer --name 沈晓岚 ${GRANT}`)).toMatch(/初始密码：[\w-]{19}/)
  const id = /^ {2}(\S+)\ttown t1 all aggregate,rows$/m.exec(await says('users list'))![1]!
  expect(await says('users grant officer --role analyst --region d --themes t --actions aggregate')).toContain(
    'analyst d t aggregate',
  )
  expect(await says(`users revoke officer ${id}`)).not.toContain('town t1')
  expect(await says('users password officer')).toMatch(/新密码：[\w-]{19}/)
  await says('users disable officer')
  expect(await says('users list')).toMatch(/^officer\t沈晓岚\t\t已停用$/m)
  await expect(says(`users add officer --name x ${GRANT}`)).rejects.toThrow('用户名 officer 已被使用')
  await expect(says(`users grant officer --until 2099/1/1 ${GRANT}`)).rejects.toThrow('有效期（endsOn）填写不正确')
  await expect(says('tokens create feed 甲 --dataset t.case --days 0')).rejects.toThrow('有效期（days）填写不正确')
  await expect(says('users disable nobody')).rejects.toThrow('没有账号 nobody')
  await expect(says('users disable admin')).rejects.toThrow(
    /^这是唯一还能登录的系统管理员\n这样做以后，将没有人能管理账号和授权\n请先把/,
  )
})

test('what somebody has, and a grant, get their last day from the console', async () => {
  await says(`users add guest --name 客人 --until 2099-12-31 ${GRANT}`)
  expect(await says('users list')).toMatch(/^guest\t客人\t\t在线会话 0\t有效期至 2099-12-31$/m)
  const granted = await says(
    'users grant guest --role analyst --region d --themes t --actions aggregate --until 2099-06-30',
  )
  const id = /^ {2}(\S+)\tanalyst d t aggregate\t有效期至 2099-06-30$/m.exec(granted)![1]!
  expect(await says(`users until guest 2099-07-31 --grant ${id}`)).toContain(
    'analyst d t aggregate\t有效期至 2099-07-31',
  )
  expect(await says('users until guest none')).toMatch(/^guest\t客人\t\t在线会话 0$/m)
  await expect(says('users until guest 2020-01-01')).rejects.toThrow('有效期不能早于今天')
  await expect(says('users reset-factor guest')).rejects.toThrow('没有启用两步验证')
})

test('who has left is taken out of the lists for good, once out of use and with a reason', async () => {
  await says(`users add left --name 已离职者 ${GRANT}`)
  await expect(says('users depart left --reason 调离本区')).rejects.toThrow('请先停用这个账号')
  await says('users disable left')
  await expect(says('users depart left --reason 无')).rejects.toThrow('请写明理由')
  expect(await says('users depart left --reason 调离本区')).toMatch(/^已注销 left，以后称“离职人员 [0-9a-f]{6}”/)
  expect(await says('users list')).not.toMatch(/left|已离职者/)
})

test('a token is made, listed without its secret, and revoked from the console', async () => {
  const secret = (await says('tokens create feed 政法委 --dataset t.case')).split('\n')[1]!
  expect(secret).toMatch(/^feed_[\w-]{43}$/)
  expect(await says('tokens create wall 大厅 --region d --screens main')).toContain(`${world.url()}/sign-in#wall=wall_`)
  const list = await says('tokens list')
  expect(list).not.toContain(secret)
  await says(`tokens revoke ${/^(\S+)\tfeed/m.exec(list)![1]!}`)
  expect(await says('tokens list')).not.toContain('政法委')
})

test.each([
  [`users add a --name 甲 --role town --region t11 --actions rows`, '没有区域“t11”，是不是想写 t1（'],
  [`users add a --name 甲 --role town --region t1 --themes tt --actions rows`, '没有主题“tt”'],
  [`users grant officer --role town --region nowhere --actions rows`, '没有区域“nowhere”；可用的有：'],
  [`tokens create feed 甲 --dataset t.cse`, '没有数据资源“t.cse”，是不是想写 t.case（'],
  [`tokens create wall 甲 --region d --screens mian`, '没有大屏“mian”，是不是想写 main（'],
])('a slip of the hand makes nothing and is told with what was meant: %s', async (line, words) => {
  const before = [await says('users list'), await says('tokens list')]
  await expect(says(line)).rejects.toThrow(words)
  expect([await says('users list'), await says('tokens list')]).toEqual(before)
})

test('a place is named in words too', async () => {
  const name = /没有区域“t11”，是不是想写 t1（(.+)）？/.exec(
    await says(`users add a --name 甲 --role town --region t11 --actions rows`).catch(String),
  )![1]!
  expect(await says(`users add named --name 甲 --role town --region ${name} --actions aggregate`)).toContain(
    '已新建 named',
  )
  expect(await says('users list')).toMatch(/^named\t.*\n {2}\S+\ttown t1 all aggregate$/m)
})

test('a token the server does not know is told as such, not as a page to sign in on', async () => {
  const known = process.env['YIPING_TOKEN']
  vi.stubEnv('YIPING_TOKEN', 'api_of-elsewhere')
  await expect(says('users list')).rejects.toThrow('不认这个令牌')
  vi.stubEnv('YIPING_TOKEN', known)
})

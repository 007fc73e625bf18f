import { Command } from 'commander'
import { lastDayOf, type Departed, type PersonInfo } from '../../contract/index.ts'
import { ask, SERVER } from '../ask.ts'
import { grantOf, grantWords, withGrant, type GrantOptions } from './grant-options.ts'

interface Server {
  server: string
}

const on = (name: string, description: string): Command =>
  new Command(name).description(description).option('--server <url>', '正在运行的服务', SERVER)
const path = (username: string): string => `/admin/people/${encodeURIComponent(username)}`

/** Until when something counts, where it ends at all. */
const termOf = (endsAt: string | null): string[] =>
  endsAt === null ? [] : [`${Date.parse(endsAt) <= Date.now() ? '已到期' : '有效期至'} ${lastDayOf(endsAt)}`]

const lines = (people: readonly PersonInfo[]): string =>
  people
    .map(({ username, name, post, disabled, endsAt, secondFactor, grants, sessions }) =>
      [
        [
          username,
          name,
          post,
          disabled ? '已停用' : `在线会话 ${sessions}`,
          ...termOf(endsAt),
          ...(secondFactor === 'set' ? ['两步验证已启用'] : []),
        ].join('\t'),
        ...grants.map((grant) => `  ${[grant.id, grantWords(grant), ...termOf(grant.endsAt)].join('\t')}`),
      ].join('\n'),
    )
    .join('\n')

const list = on('list', '列出账号和授权').action(async ({ server }: Server) =>
  console.log(lines(await ask(server, 'GET', '/admin/people'))),
)

const add = withGrant(
  on('add', '新建账号，初始密码只显示一次')
    .argument('<username>')
    .requiredOption('--name <name>', '姓名')
    .option('--post <post>', '职务', '')
    .option('--until <day>', '账号有效期至（含当天），如 2026-12-31'),
).action(
  async (
    username: string,
    { server, name, post, until, ...grant }: Server & GrantOptions & { name: string; post: string; until?: string },
  ) => {
    const { password } = await ask<{ password: string }>(server, 'POST', '/admin/people', {
      username,
      name,
      post,
      ...(until ? { endsOn: until } : {}),
      grants: [await grantOf(server, grant)],
    })
    console.log(`已新建 ${username}，初始密码：${password}（只显示这一次，首次登录须修改）`)
  },
)

const grant = withGrant(
  on('grant', '授权').argument('<username>').option('--until <day>', '授权有效期至（含当天）'),
).action(async (username: string, { server, until, ...wanted }: Server & GrantOptions & { until?: string }) => {
  console.log(
    lines([
      await ask(server, 'POST', `${path(username)}/grants`, {
        ...(await grantOf(server, wanted)),
        ...(until ? { endsOn: until } : {}),
      }),
    ]),
  )
})

const revoke = on('revoke', '收回一项授权')
  .argument('<username>')
  .argument('<grant>', '授权编号，见 users list')
  .action(async (username: string, id: string, { server }: Server) => {
    console.log(lines([await ask(server, 'DELETE', `${path(username)}/grants/${encodeURIComponent(id)}`)]))
  })

const until = on('until', '改账号的有效期，或用 --grant 改一项授权的有效期')
  .argument('<username>')
  .argument('<day>', '最后一天，如 2026-12-31；none 为长期')
  .option('--grant <grant>', '授权编号，见 users list')
  .action(async (username: string, day: string, { server, grant: id }: Server & { grant?: string }) => {
    const endsOn = day === 'none' ? null : day
    console.log(
      lines([
        await ask(
          server,
          'PATCH',
          id === undefined ? path(username) : `${path(username)}/grants/${encodeURIComponent(id)}`,
          { endsOn },
        ),
      ]),
    )
  })

const resetFactor = on('reset-factor', '重置两步验证，供换了手机又没有恢复码的人')
  .argument('<username>')
  .action(async (username: string, { server }: Server) => {
    await ask(server, 'DELETE', `${path(username)}/factor`)
    console.log(`已重置 ${username} 的两步验证，其会话均已结束`)
  })

const password = on('password', '重置密码，新密码只显示一次')
  .argument('<username>')
  .action(async (username: string, { server }: Server) => {
    const made = await ask<{ password: string }>(server, 'POST', `${path(username)}/password`)
    console.log(`${username} 的新密码：${made.password}（只显示这一次，登录后须修改；已有会话均已结束）`)
  })

const state = (name: string, description: string, disabled: boolean): Command =>
  on(name, description)
    .argument('<username>')
    .action(async (username: string, { server }: Server) => {
      await ask(server, 'PATCH', path(username), { disabled })
      console.log(disabled ? `已停用 ${username}，其会话均已结束` : `已启用 ${username}`)
    })

const depart = on('depart', '注销已停用或到期的账号，隐去其个人信息，不能恢复')
  .argument('<username>')
  .requiredOption('--reason <reason>', '理由，写入审计')
  .action(async (username: string, { server, reason }: Server & { reason: string }) => {
    const { name } = await ask<Departed>(server, 'POST', `${path(username)}/departure`, { username, reason })
    console.log(`已注销 ${username}，以后称“${name}”；审计记录不变`)
  })

/** `yiping users …`: accounts and grants of the running server. */
export const usersCommand = (): Command => {
  const command = new Command('users').description(
    '账号和授权：新建、授权、收回、有效期、重置密码和两步验证、停用、注销',
  )
  for (const one of [
    list,
    add,
    grant,
    revoke,
    until,
    password,
    resetFactor,
    state('disable', '停用账号，立即结束其会话', true),
    state('enable', '启用账号', false),
    depart,
  ])
    command.addCommand(one)
  return command
}

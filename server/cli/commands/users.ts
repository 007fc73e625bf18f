import { Command } from 'commander'
import type { PersonInfo } from '../../contract/index.ts'
import { ask, SERVER } from '../ask.ts'
import { grantOf, grantWords, withGrant, type GrantOptions } from './grant-options.ts'

interface Server { server: string }

const on = (name: string, description: string): Command => new Command(name).description(description).option('--server <url>', '正在运行的服务', SERVER)
const path = (username: string): string => `/admin/people/${encodeURIComponent(username)}`

const lines = (people: readonly PersonInfo[]): string =>
  people.map(({ username, name, post, disabled, grants, sessions }) =>
    [`${username}\t${name}\t${post}\t${disabled ? '已停用' : `在线会话 ${sessions}`}`, ...grants.map((grant) => `  ${grant.id}\t${grantWords(grant)}`)].join('\n')).join('\n')

const list = on('list', '列出账号和授权').action(async ({ server }: Server) => console.log(lines(await ask(server, 'GET', '/admin/people'))))

const add = withGrant(on('add', '新建账号，初始密码只显示一次').argument('<username>').requiredOption('--name <name>', '姓名').option('--post <post>', '职务', ''))
  .action(async (username: string, { server, name, post, ...grant }: Server & GrantOptions & { name: string; post: string }) => {
    const { password } = await ask<{ password: string }>(server, 'POST', '/admin/people', { username, name, post, grants: [grantOf(grant)] })
    console.log(`已新建 ${username}，初始密码：${password}（只显示这一次，首次登录须修改）`)
  })

const grant = withGrant(on('grant', '授权').argument('<username>')).action(async (username: string, { server, ...wanted }: Server & GrantOptions) => {
  console.log(lines([await ask(server, 'POST', `${path(username)}/grants`, grantOf(wanted))]))
})

const revoke = on('revoke', '收回一项授权').argument('<username>').argument('<grant>', '授权编号，见 users list').action(async (username: string, id: string, { server }: Server) => {
  console.log(lines([await ask(server, 'DELETE', `${path(username)}/grants/${encodeURIComponent(id)}`)]))
})

const password = on('password', '重置密码，新密码只显示一次').argument('<username>').action(async (username: string, { server }: Server) => {
  const made = await ask<{ password: string }>(server, 'POST', `${path(username)}/password`)
  console.log(`${username} 的新密码：${made.password}（只显示这一次，登录后须修改；已有会话均已结束）`)
})

const state = (name: string, description: string, disabled: boolean): Command =>
  on(name, description).argument('<username>').action(async (username: string, { server }: Server) => {
    await ask(server, 'PATCH', path(username), { disabled })
    console.log(disabled ? `已停用 ${username}，其会话均已结束` : `已启用 ${username}`)
  })

/** `yiping users …`: accounts and grants of the running server. */
export const usersCommand = (): Command => {
  const command = new Command('users').description('账号和授权：新建、授权、收回、重置密码、停用')
  for (const one of [list, add, grant, revoke, password, state('disable', '停用账号，立即结束其会话', true), state('enable', '启用账号', false)]) command.addCommand(one)
  return command
}

import { Command, InvalidArgumentError } from 'commander'
import type { MadeToken, NewToken, TokenInfo } from '../../contract/index.ts'
import { ask, SERVER } from '../ask.ts'
import { grantOf, grantWords, list, withGrant, type GrantOptions } from './grant-options.ts'
import { known } from './known-names.ts'

interface Common {
  server: string
  days: number | null
}

const days = (text: string): number | null => {
  if (text === 'never') return null
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('应为天数，或 never')
  return Number(text)
}

const on = (command: Command): Command => command.option('--server <url>', '正在运行的服务', SERVER)
const making = (name: string, description: string): Command =>
  on(new Command(name).description(description).argument('<name>', '给谁用')).option(
    '--days <days>',
    '有效天数，never 为长期',
    days,
    365,
  )

const make = async (server: string, wanted: NewToken): Promise<void> => {
  const { token, secret } = await ask<MadeToken>(server, 'POST', '/admin/tokens', wanted)
  if (token.kind === 'wall')
    console.log(`在大屏上打开一次这个链接（只能用一次）：\n${new URL(`/sign-in#wall=${secret}`, server).href}`)
  else console.log(`令牌（只显示这一次）：\n${secret}`)
}

const feed = making('feed', '部门报送令牌：只能报送一个数据资源')
  .requiredOption('--dataset <id>', '数据资源编号或名称')
  .action(async (name: string, { server, days, dataset }: Common & { dataset: string }) =>
    make(server, { kind: 'feed', name, ...(await known(server, { dataset })), days }),
  )

const wall = making('wall', '大屏链接：只看一组画面')
  .requiredOption('--region <code>', '区域编码或名称')
  .requiredOption('--screens <list>', '画面编号或名称，用逗号分开')
  .action(async (name: string, { server, days, region, screens }: Common & { region: string; screens: string }) =>
    make(server, { kind: 'wall', name, ...(await known(server, { region, screens: list(screens) })), days }),
  )

const api = withGrant(making('api', '接口令牌：按授权使用接口')).action(
  async (name: string, { server, days, ...grant }: Common & GrantOptions) =>
    make(server, { kind: 'api', name, grants: [await grantOf(server, grant)], days }),
)

const line = ({ id, kind, name, dataset, screens, grants, endsAt }: TokenInfo): string =>
  [id, kind, name, dataset ?? screens?.join(',') ?? grants.map(grantWords).join('; '), endsAt ?? '长期'].join('\t')

const listing = on(new Command('list').description('列出令牌')).action(async ({ server }: Common) =>
  console.log((await ask<TokenInfo[]>(server, 'GET', '/admin/tokens')).map(line).join('\n')),
)

const revoke = on(new Command('revoke').description('收回令牌，立即生效').argument('<id>')).action(
  async (id: string, { server }: Common) => {
    await ask(server, 'DELETE', `/admin/tokens/${encodeURIComponent(id)}`)
    console.log(`已收回 ${id}`)
  },
)

/** `yiping tokens …`: keys for feeds, walls and scripts of the running server. */
export const tokensCommand = (): Command => {
  const create = new Command('create').description('生成令牌')
  for (const one of [feed, wall, api]) create.addCommand(one)
  const command = new Command('tokens').description('令牌：部门报送、大屏、程序')
  for (const one of [create, listing, revoke]) command.addCommand(one)
  return command
}

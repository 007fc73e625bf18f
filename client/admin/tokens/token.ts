import {
  mayGiveRole,
  TOKEN_KINDS,
  type Grant,
  type LastDelivered,
  type TokenInfo,
  type TokenKind,
} from '../../../server/contract/index.ts'
import { grantWords, type Names } from '../grants/grant.ts'

/** What each kind of token opens. */
export const kindWords: Record<TokenKind, { title: string; meaning: string }> = {
  feed: { title: '数据报送', meaning: '只能向一个数据资源报送数据' },
  wall: { title: '大屏', meaning: '只能打开选定的大屏；链接只能用一次，之后只有那块屏能用' },
  api: { title: '接口', meaning: '供程序读取，权限由授权决定' },
}

/** The kinds somebody may hand out: a department's key is an operator's or an administrator's to give. */
export const kindsOf = (own: readonly Grant[]): TokenKind[] =>
  TOKEN_KINDS.filter((kind) => kind !== 'feed' || own.some(({ role }) => mayGiveRole(role, 'operator')))

/** What a token reaches, in words. */
export const reachWords = (
  { kind, dataset, screens, grants }: Pick<TokenInfo, 'kind' | 'dataset' | 'screens' | 'grants'>,
  names: Names & { dataset: (id: string) => string | undefined; screen: (id: string) => string | undefined },
): string => {
  if (kind === 'feed') return names.dataset(dataset ?? '') ?? dataset ?? ''
  const reach = grants.map((grant) => grantWords(grant, names))
  if (kind === 'api') return reach.map(({ region, themes, actions }) => `${region} · ${themes} · ${actions}`).join('；')
  return `${reach.map(({ region }) => region).join('、')} · ${(screens ?? []).map((id) => names.screen(id) ?? id).join('、')}`
}

/**
 * What the newest batch of a token was: of which dataset, where it is not the only one, and how many rows were taken
 * and sent back.
 */
export const deliveredWords = (
  { dataset, accepted, rejected }: LastDelivered,
  own: string | null,
  { dataset: title }: { dataset: (id: string) => string | undefined },
): string =>
  [dataset === own ? '' : (title(dataset) ?? dataset), `入库 ${accepted} 行`, rejected > 0 ? `退回 ${rejected} 行` : '']
    .filter(Boolean)
    .join('，')

/** How long a token may live, as offered; `null` = until it is revoked. */
export const LIVES: readonly { days: number | null; title: string }[] = [
  { days: 30, title: '30 天' },
  { days: 90, title: '90 天' },
  { days: 365, title: '1 年' },
  { days: null, title: '长期，直到收回' },
]

/** What is handed over: for a wall a link to open on it, for others the token itself. */
export const handedOver = (kind: TokenKind, secret: string, origin: string): { words: string; text: string } =>
  kind === 'wall'
    ? { words: '请在那块大屏的浏览器里打开这个链接。链接只能打开一次。', text: `${origin}/sign-in#wall=${secret}` }
    : { words: '请求时放在 Authorization 头里：Bearer 加空格加令牌。', text: secret }

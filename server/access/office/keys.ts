import type { Grant, LastDelivered, NewToken, TokenInfo } from '../../contract/index.ts'
import type { Token, TokenPlan } from '../tokens.ts'
import { createRules, missing, notTheirs, type Clerk, type OfficeDeps } from './clerk.ts'

/** Tokens of feeds, walls and scripts, as far as the clerk's own grants reach. All throw `Refused`. */
export interface KeysOffice {
  list: (clerk: Clerk) => Promise<TokenInfo[]>
  make: (clerk: Clerk, wanted: NewToken) => Promise<{ token: TokenInfo; secret: string }>
  revoke: (clerk: Clerk, id: string) => Promise<void>
}

const DAY = 86_400_000

type Delivered = Omit<LastDelivered, 'at'> & { at: number }

export const createKeysOffice = (deps: OfficeDeps): KeysOffice => {
  const { tokens, regions, clock, themeOf, lastDelivered } = deps
  const { covered, checked, nameOf, write } = createRules(deps)
  const moment = (at: number | null): string | null => (at === null ? null : clock.zone.format(clock.zone.toLocal(at)))

  const info = (
    { id, kind, name, dataset, screens, grants, madeBy, madeAt, endsAt, openedAt, usedAt }: Token,
    last: Delivered | undefined = undefined,
  ): TokenInfo => ({
    id,
    kind,
    name,
    dataset,
    screens: screens && [...screens],
    grants: [...grants],
    madeBy: nameOf(madeBy),
    madeAt: moment(madeAt)!,
    endsAt: moment(endsAt),
    opened: openedAt !== null,
    usedAt: moment(usedAt),
    delivered: last ? { ...last, at: clock.zone.format(last.at) } : null,
  })

  /**
   * The right a clerk must hold over the delivery of a dataset: to configure its theme everywhere; to hand it out, as
   * an operator or administrator too, to take it back, as anybody.
   */
  const overDelivery = (dataset: string, role: 'operator' | 'feed'): Grant[] => {
    const theme = themeOf(dataset)
    return theme === undefined ? [] : [{ role, region: regions.root.code, themes: [theme], actions: ['configure'] }]
  }
  const handles = (clerk: Clerk, { dataset, grants, madeBy }: Token): boolean =>
    madeBy === clerk.person.id || covered(clerk, dataset === null ? grants : overDelivery(dataset, 'feed'))

  const plan = (clerk: Clerk, wanted: NewToken): TokenPlan => {
    const common = {
      kind: wanted.kind,
      name: wanted.name,
      endsAt: wanted.days === null ? null : clock.now() + wanted.days * DAY,
    }
    if (wanted.kind === 'feed') {
      const needed = overDelivery(wanted.dataset, 'operator')
      if (needed.length === 0) throw missing(`数据资源 ${wanted.dataset}`)
      if (covered(clerk, overDelivery(wanted.dataset, 'feed')) && !covered(clerk, needed)) throw notTheirs()
      checked(
        clerk,
        needed.map((grant) => ({ ...grant, endsAt: common.endsAt })),
      )
      return { ...common, dataset: wanted.dataset, screens: null, grants: [] }
    }
    const grants: Grant[] =
      wanted.kind === 'wall'
        ? [{ role: 'wall', region: wanted.region, themes: 'all', actions: ['aggregate'] }]
        : wanted.grants
    return {
      ...common,
      dataset: null,
      screens: wanted.kind === 'wall' ? wanted.screens : null,
      grants: checked(
        clerk,
        grants.map((grant) => ({ ...grant, endsAt: common.endsAt })),
      ).map(({ endsAt: _, ...grant }) => grant),
    }
  }

  return {
    list: async (clerk) => {
      const known = tokens.all().filter((token) => handles(clerk, token))
      const last = await lastDelivered(known.map(({ person }) => person.id))
      return known.map((token) => info(token, last.get(token.person.id)))
    },
    make: async (clerk, wanted) => {
      const { token, secret } = await tokens.make(plan(clerk, wanted), clerk.person.id)
      write(clerk, 'token', `make ${token.kind} ${token.id} ${token.name}`)
      return { token: info(token), secret }
    },
    revoke: async (clerk, id) => {
      const token = tokens.get(id)
      if (!token || !handles(clerk, token)) throw missing(`令牌 ${id}`)
      await tokens.revoke(id, clerk.person.id)
      write(clerk, 'token', `revoke ${token.kind} ${id} ${token.name}`)
    },
  }
}

import {
  ACTIONS,
  actionWords,
  canHold,
  lastDayOf,
  mayGiveRole,
  ROLES,
  roleWords,
  type Action,
  type GivenGrant,
  type Grant,
  type HeldGrant,
  type NewPerson,
  type RegionRef,
  type Role,
} from '../../../server/contract/index.ts'

/** A grant while it is being written. */
export interface GrantDraft {
  role: Role
  region: string
  everyTheme: boolean
  themes: string[]
  actions: Action[]
}

/** What a role usually needs; whoever grants may change it. */
const USUAL: Record<Role, readonly Action[]> = {
  admin: ACTIONS,
  leader: ['aggregate', 'export'],
  department: ['aggregate', 'rows', 'handle', 'export'],
  town: ['aggregate', 'rows', 'handle', 'export'],
  village: ['aggregate', 'rows', 'handle'],
  field: ['aggregate', 'handle'],
  analyst: ['aggregate', 'export'],
  steward: ['aggregate', 'rows', 'export', 'configure'],
  supervisor: ['aggregate', 'handle', 'export'],
  operator: ['configure'],
  auditor: ['audit'],
  wall: ['aggregate'],
  feed: [],
}

/** The roles of people; walls and feeds get tokens. */
export const personRoles = (own: readonly Grant[]): Role[] =>
  ROLES.filter((role) => role !== 'wall' && role !== 'feed' && own.some((grant) => mayGiveRole(grant.role, role)))

/**
 * What may be handed on at all: what stands beside the right to configure in one's own grants, and what the role can
 * have.
 */
export const grantable = (own: readonly Grant[], role: Role): Action[] =>
  ACTIONS.filter(
    (action) =>
      canHold(role, action) && own.some(({ actions }) => actions.includes('configure') && actions.includes(action)),
  )

/** What a role proposes, as far as the giver may hand it on. */
export const proposed = (role: Role, own: readonly Grant[]): Action[] =>
  grantable(own, role).filter((action) => USUAL[role].includes(action))

/** Why a draft is no grant yet; `null` when it is one. */
const NEED_SIGHT: readonly Action[] = ['rows', 'unmask', 'handle', 'export']

export const lacking = ({ region, everyTheme, themes, actions }: GrantDraft): string | null => {
  if (!region) return '请选择区域'
  if (!everyTheme && themes.length === 0) return '请至少选择一个主题'
  if (actions.length === 0) return '请至少勾选一项操作'
  return !actions.includes('aggregate') && actions.some((action) => NEED_SIGHT.includes(action))
    ? '看明细、看个人信息、办理、导出须同时勾选“看汇总”'
    : null
}

/** A grant as it is asked for. */
type GrantWish = NewPerson['grants'][number]

/** The grant a finished draft asks for. */
export const grantOf = ({ role, region, everyTheme, themes, actions }: GrantDraft): GrantWish => ({
  role,
  region,
  themes: everyTheme ? 'all' : themes,
  actions,
})

/**
 * A grant that was taken, as it is given again with the same last day; `null` when that is over by `now` (Unix
 * milliseconds), for it would come back without an end.
 */
export const givenAgain = ({ role, region, themes, actions, endsAt }: HeldGrant, now: number): GivenGrant | null =>
  endsAt !== null && Date.parse(endsAt) <= now
    ? null
    : {
        role,
        region,
        themes: themes as GivenGrant['themes'],
        actions: [...actions],
        endsOn: endsAt === null ? null : lastDayOf(endsAt),
      }

/** Names the tree and the definitions give; what the reader may not look up is called by its code. */
export interface Names {
  region: (code: string) => string | undefined
  theme: (id: string) => string | undefined
}

/** A grant in words: who as, where, about what, to do what. */
export const grantWords = (
  { role, region, themes, actions }: Grant,
  names: Names,
): { role: string; region: string; themes: string; actions: string } => ({
  role: roleWords[role],
  region: names.region(region) ?? region,
  themes: themes === 'all' ? '全部主题' : themes.map((id) => names.theme(id) || id).join('、'),
  actions: actions.map((action) => actionWords[action].title).join('、'),
})

/** A place one can choose, with those below it. */
type PlaceChoice = { value: string; label: string; children?: PlaceChoice[] }

/** The places of a tree; whoever may not read it chooses among the roots of their own grants. */
export const placeChoices = (regions: readonly RegionRef[], own: readonly Grant[]): PlaceChoice[] => {
  if (regions.length === 0)
    return [...new Set(own.filter(({ actions }) => actions.includes('configure')).map(({ region }) => region))].map(
      (code) => ({ value: code, label: `本人管理的区域（${code}）` }),
    )
  const choices = new Map(regions.map(({ code, name }) => [code, { value: code, label: name } as PlaceChoice]))
  for (const { code, parent } of regions)
    if (parent !== null) (choices.get(parent)!.children ??= []).push(choices.get(code)!)
  return regions.filter(({ parent }) => parent === null).map(({ code }) => choices.get(code)!)
}

import type { RegionCode } from './region.ts'

/** What can be done with what one may see; a grant names some of them. */
export const ACTIONS = ['aggregate', 'rows', 'unmask', 'handle', 'export', 'configure', 'audit'] as const
export type Action = (typeof ACTIONS)[number]

/** What somebody is there for; a role proposes actions, a grant decides. */
export const ROLES = [
  'admin',
  'leader',
  'department',
  'town',
  'village',
  'field',
  'analyst',
  'steward',
  'supervisor',
  'operator',
  'auditor',
  'wall',
  'feed',
] as const
export type Role = (typeof ROLES)[number]

/** What somebody can do who is sent out: what is theirs alone, of places of which they see numbers. */
const OF_FIELD: readonly Action[] = ['aggregate', 'handle', 'unmask']

/** Whether a grant of this role can have an action at all. Whoever is sent out reads no rows and takes nothing out. */
export const canHold = (role: Role, action: Action): boolean => role !== 'field' || OF_FIELD.includes(action)

/**
 * Roles that hold more than their actions say: an administrator may deliver rows by hand, an operator hands out the key
 * a department delivers with.
 */
const GUARDED: readonly Role[] = ['admin', 'operator']

/** Whether somebody with one role may give another: a guarded one is given by itself or by an administrator. */
export const mayGiveRole = (own: Role, given: Role): boolean =>
  !GUARDED.includes(given) || own === 'admin' || own === given

/** A right: these actions, in this region and below, in these themes. A person may have several; each stands alone. */
export interface Grant {
  role: Role
  region: RegionCode
  themes: readonly string[] | 'all'
  actions: readonly Action[]
}

/** Whoever is behind a request: a person, a wall or a department's feed. */
export interface Person {
  /** Stable; what entries, audit and sessions refer to. */
  id: string
  /** As shown: 张三. */
  name: string
  /** What the person is: 瓜沥镇综合信息指挥室值班员. */
  post: string
  /** Unit the person acts for: code of a region (its own staff) or id of a declared department; `undefined` = none. */
  unit?: string
  grants: readonly Grant[]
  /** The only screens it may open; without: all that its grants reach. */
  screens?: readonly string[]
  /** The one dataset it may deliver rows of, and nothing else. */
  delivers?: string
}

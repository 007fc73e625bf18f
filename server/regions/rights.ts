import { canHold, type Action, type Grant, type Person, type RegionCode } from '../contract/index.ts'
import type { Regions } from './types.ts'

/** What is to be done, where, and in which theme; without a region or a theme: anywhere, in any. */
export interface Deed {
  action: Action
  region?: RegionCode
  theme?: string
}

/** What is done with what one sees: of no use, and to nobody's eyes, where one may not see it. */
const NEEDS_SIGHT: readonly Action[] = ['rows', 'unmask', 'handle', 'export']

/**
 * Whether a grant has an action, and its role can. Who may take out, handle or open what they may not even see may do
 * nothing with it.
 */
export const holds = ({ role, actions }: Pick<Grant, 'role' | 'actions'>, action: Action): boolean =>
  actions.includes(action) && canHold(role, action) && (!NEEDS_SIGHT.includes(action) || actions.includes('aggregate'))

const allows = (regions: Regions, grant: Grant, { action, region, theme }: Deed): boolean =>
  holds(grant, action)
  && (region === undefined || regions.contains(grant.region, region))
  && (theme === undefined || grant.themes === 'all' || grant.themes.includes(theme))

/** Whether a person may do it. One grant must allow all of it: rights in one region do not lend themes to another. */
export const can = (regions: Regions, person: Person, deed: Deed): boolean =>
  person.grants.some((grant) => allows(regions, grant, deed))

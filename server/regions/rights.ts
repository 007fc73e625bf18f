import type { Action, Grant, Person, RegionCode } from '../contract/index.ts'
import type { Regions } from './types.ts'

/** What is to be done, where, and in which theme; without a region or a theme: anywhere, in any. */
export interface Deed { action: Action; region?: RegionCode; theme?: string }

const allows = (regions: Regions, grant: Grant, { action, region, theme }: Deed): boolean =>
  grant.actions.includes(action)
  && (region === undefined || regions.contains(grant.region, region))
  && (theme === undefined || grant.themes === 'all' || grant.themes.includes(theme))

/** Whether a person may do it. One grant must allow all of it: rights in one region do not lend themes to another. */
export const can = (regions: Regions, person: Person, deed: Deed): boolean => person.grants.some((grant) => allows(regions, grant, deed))

import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import type { Action, RegionCode, Role } from '../../server/contract/index.ts'

/** Narrower windows cannot hold the wall's three columns readably; they get the desk. */
const WALL_FROM = 1200
/** Who comes to look; all others come to work. */
const LOOKERS: readonly Role[] = ['leader', 'wall', 'admin']

/** `screen`: the first that is there for the reader. */
interface Arrival {
  root: RegionCode
  screen: string
  roles: readonly Role[]
  width: number
  query: LocationQuery
}

/** Who has cases to handle. */
const HANDLERS: readonly Role[] = ['town', 'village', 'field', 'department', 'supervisor']
const PHONE_UP_TO = 600

/**
 * Where `/` leads: lookers to the wall where it fits, handlers to their queue, on a phone to their tasks, all others to
 * the numbers of their place; a declared wall is a wall for anybody on any window.
 */
export const homeOf = ({ root, screen, roles, width, query }: Arrival): RouteLocationRaw => {
  const declared = query['wall'] !== undefined || query['kiosk'] !== undefined
  const looks = roles.some((role) => LOOKERS.includes(role))
  const handles = roles.some((role) => HANDLERS.includes(role))
  if (!declared && !looks && handles) return { name: width < PHONE_UP_TO ? 'phone' : 'work', query }
  return { name: declared || (looks && width >= WALL_FROM) ? 'wall' : 'desk', params: { screen, region: root }, query }
}

/** Names of the pages that need neither the places nor the definitions. */
export const SIGHTLESS_PAGES: ReadonlySet<string> = new Set(['admin', 'audit', 'usage', 'account', 'sightless'])

/**
 * Where somebody belongs who may see no numbers: to what they keep in order, to what they check, or to a page that says
 * so.
 */
export const homeWithoutSight = (
  has: (action: Action) => boolean,
  known: (name: string) => boolean,
): RouteLocationRaw => {
  const pages: [Action, string][] = [
    ['configure', 'admin'],
    ['audit', 'audit'],
  ]
  return { name: pages.find(([action, name]) => has(action) && known(name))?.[1] ?? 'sightless' }
}

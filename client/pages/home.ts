import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import type { RegionCode, Role } from '../../server/contract/index.ts'

/** Narrower windows cannot hold the wall's three columns readably; they get the desk. */
const WALL_FROM = 1200
/** Who comes to look; all others come to work. */
const LOOKERS: readonly Role[] = ['leader', 'wall', 'admin']

export interface Arrival { root: RegionCode; roles: readonly Role[]; width: number; query: LocationQuery }

/** Who has cases to handle. */
const HANDLERS: readonly Role[] = ['town', 'village', 'department', 'supervisor']
const PHONE_UP_TO = 600

/** Where `/` leads: lookers to the wall where it fits, handlers to their queue, on a phone to their tasks, all others to the numbers of their place; a declared wall is a wall for anybody on any window. */
export const homeOf = ({ root, roles, width, query }: Arrival): RouteLocationRaw => {
  const declared = query['wall'] !== undefined || query['kiosk'] !== undefined
  const looks = roles.some((role) => LOOKERS.includes(role))
  const handles = roles.some((role) => HANDLERS.includes(role))
  if (!declared && !looks && handles) return { name: width < PHONE_UP_TO ? 'phone' : 'work', query }
  return { name: declared || (looks && width >= WALL_FROM) ? 'wall' : 'desk', params: { screen: 'overview', region: root }, query }
}

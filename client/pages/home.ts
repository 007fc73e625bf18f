import type { LocationQuery, RouteLocationRaw } from 'vue-router'
import type { RegionCode, Role } from '../../server/contract/index.ts'

/** Narrower windows cannot hold the wall's three columns readably; they get the desk. */
const WALL_FROM = 1200
/** Who comes to look; all others come to work. */
const LOOKERS: readonly Role[] = ['leader', 'wall', 'admin']

export interface Arrival { root: RegionCode; roles: readonly Role[]; width: number; query: LocationQuery }

/** Where `/` leads: lookers to the wall where it fits, workers to the desk of their own place; a declared wall is a wall for anybody on any window. */
export const homeOf = ({ root, roles, width, query }: Arrival): RouteLocationRaw => {
  const declared = query['wall'] !== undefined || query['kiosk'] !== undefined
  const looks = roles.some((role) => LOOKERS.includes(role))
  return { name: declared || (looks && width >= WALL_FROM) ? 'wall' : 'desk', params: { screen: 'overview', region: root }, query }
}

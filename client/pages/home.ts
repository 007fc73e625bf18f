import type { LocationQuery, RouteLocationRaw } from 'vue-router'

/** Narrower windows cannot hold the wall's three columns readably; they get the desk. */
const WALL_FROM = 1200

/** Where `/` leads: the wall, or the desk on small windows; a declared wall is a wall on any window. */
export const homeOf = (root: string, width: number, query: LocationQuery): RouteLocationRaw => ({
  name: width >= WALL_FROM || query['wall'] !== undefined || query['kiosk'] !== undefined ? 'wall' : 'desk',
  params: { screen: 'overview', region: root },
  query,
})

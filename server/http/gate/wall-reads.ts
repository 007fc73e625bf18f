/**
 * What a wall's pages ask for: who they are, their screens, and of a number on them (`shownOn`) what its 口径卡 says and
 * where it is expected to go.
 * Nothing else, whatever a wall is granted: its key stands in a hall, and no alert, case, photo or list is for whoever
 * takes it along.
 */
const WALL_READS = [
  '/session',
  '/notices',
  '/catalog',
  '/regions',
  '/outlines',
  '/screens/:screen/view',
  '/indicators/:id/explain',
  '/indicators/:id/forecast',
].map((path) => `/api/v1${path}`)

const patterns = WALL_READS.map((path) => new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`))

/** Whether a wall's key opens this path; that of a route is written with its parameters' names. */
export const isForWalls = (path: string): boolean => patterns.some((pattern) => pattern.test(path))

import { scopeKey, type RegionCode, type Scope, type ViewDelta } from '../contract/index.ts'
import { problem, Refused } from '../indicators/index.ts'
import type { Screens } from '../screens/index.ts'
import { createRefresher } from './refresher.ts'
import { createRoom, type Room } from './room.ts'

const EMPTY_ROOM_MS = 60_000
const MOST_ROOMS = 2_000
/** A view that could not be computed stays as it was and is tried again, whether or not something changes. */
const AGAIN_MS = 5_000
/** Panels made anew in one step because time has passed. */
const AT_ONCE = 1

interface RoomsDeps {
  screens: Screens
  /** Whether a place lies in another. */
  contains: (root: RegionCode, region: RegionCode) => boolean
  /** A room moved on by one step. */
  moved: (room: Room, delta: ViewDelta) => void
  failed: (error: unknown, room: string) => void
}

/** The open views; one for all who watch the same screen of the same place with the same scope. */
export const createRooms = ({ screens, contains, moved, failed }: RoomsDeps) => {
  const rooms = new Map<string, Room>()
  const opening = new Map<string, Promise<Room>>()
  const emptySince = new Map<string, number>()
  /** Panels of each view that wait to be made anew without any row having changed them. */
  const stale = new Map<string, Set<string>>()

  const refresher = createRefresher(async (name) => {
    const room = rooms.get(name)
    if (!room) return
    const waiting = stale.get(name) ?? new Set()
    const also = new Set([...waiting].slice(0, AT_ONCE))
    also.forEach((panel) => waiting.delete(panel))
    try {
      const before = room.composed()
      const delta = room.take(await screens.compose(room.screen, room.region, room.scope, { before, also }))
      if (delta !== null) moved(room, delta)
      if (waiting.size > 0) refresher.mark(name)
    } catch (error) {
      also.forEach((panel) => waiting.add(panel))
      failed(error, name)
      setTimeout(() => refresher.mark(name), AGAIN_MS).unref()
    }
  })

  /**
   * Time or words changed what rows did not: panel by panel, so that a row that comes meanwhile does not wait for all
   * of them.
   */
  const renew = (name: string, room: Room): void => {
    stale.set(name, new Set(Object.keys(room.composed().view.panels)))
    refresher.mark(name)
  }

  const create = async (name: string, screen: string, region: RegionCode, scope: Scope): Promise<Room> => {
    const room = createRoom({ name, screen, region, scope }, await screens.compose(screen, region, scope))
    rooms.set(name, room)
    // What was committed while the first state was computed is in no step yet.
    refresher.mark(name)
    return room
  }

  return {
    size: (): number => rooms.size,
    /** Opens a view or joins the one that is open. Throws `Refused` when the reader may not, or too many are open. */
    open: (screen: string, region: RegionCode, scope: Scope): Promise<Room> => {
      const name = `${screen}|${region}|${scopeKey(scope)}`
      const known = rooms.get(name)
      if (known) return Promise.resolve(known)
      if (rooms.size >= MOST_ROOMS)
        return Promise.reject(new Refused(problem(503, 'too-many-views', '同时打开的画面过多', { hint: '请稍后再试' })))
      const first = opening.get(name) ?? create(name, screen, region, scope).finally(() => opening.delete(name))
      opening.set(name, first)
      return first
    },
    /** Facts of these datasets changed. */
    changed: (datasets: Iterable<string>): void => {
      const touched = [...datasets]
      for (const [name, room] of rooms) if (touched.some((dataset) => room.datasets.has(dataset))) refresher.mark(name)
    },
    /** Alerts in these places changed. */
    alerted: (places: readonly RegionCode[]): void => {
      for (const [name, room] of rooms) if (places.some((place) => contains(room.region, place))) refresher.mark(name)
    },
    /** What is shown of a place and all below it changed. */
    annotated: (place: RegionCode): void => {
      for (const [name, room] of rooms) if (contains(place, room.region)) renew(name, room)
    },
    /** Time passes without rows too: buckets turn, data goes stale. */
    passed: (): void => rooms.forEach((room, name) => renew(name, room)),
    /** Visits every watched room and forgets those nobody watched for a minute. */
    visit: (watched: (name: string) => boolean, now: number, each: (room: Room) => void): void => {
      for (const [name, room] of rooms) {
        if (watched(name)) {
          emptySince.delete(name)
          each(room)
        } else if (!emptySince.has(name)) emptySince.set(name, now)
        else if (now - emptySince.get(name)! > EMPTY_ROOM_MS) {
          rooms.delete(name)
          stale.delete(name)
          emptySince.delete(name)
        }
      }
    },
    clear: (): void => {
      rooms.clear()
      stale.clear()
    },
    close: refresher.close,
  }
}

export type Rooms = ReturnType<typeof createRooms>

import type { Catalog, Screen } from '../catalog/index.ts'
import type { Person, RegionCode } from '../contract/index.ts'
import { createClock, startOf, type Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import { createUsage, standingOn, type Usage, type UsageDeps } from '../usage/index.ts'
import { createDraw, type Draw } from './draw.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const PAST_DAYS = 35
const SEED = 2_026
/** The screen everybody comes in by. */
const FIRST = 'overview'

interface UsageFillDeps extends UsageDeps {
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** Whether somebody may open a screen of a place. */
  mayOpen: (person: Person, screen: Screen, place: RegionCode) => boolean
}

/** One screen somebody opens, and what of it they look behind. */
interface Opening {
  at: number
  person: Person
  screen: string
  place: RegionCode
  explained: string | null
}

/**
 * What people open first: the whole before what is ordered, and that before a single theme; screens of themes keep the
 * order of the catalogue.
 */
const rankOf = ({ id, theme }: Screen): number => (id === FIRST ? 0 : theme === null ? 1 : 2)

/** Screens of this person's place that they may open, the most opened first. */
const screensOf = (
  person: Person,
  { catalog, regions, mayOpen }: UsageFillDeps,
): { screen: Screen; place: RegionCode }[] => {
  const place = person.grants[0]?.region
  const level = place === undefined ? undefined : regions.get(place)?.level
  if (place === undefined || level === undefined) return []
  const own = [...catalog().screens.values()].filter(
    (screen) => screen.levels.includes(level) && mayOpen(person, screen, place),
  )
  return own.toSorted((a, b) => rankOf(a) - rankOf(b)).map((screen) => ({ screen, place }))
}

/** A working day of somebody: the first screens of the list more often than the last, on a day off hardly ever one. */
const dayOf = (person: Person, midnight: number, draw: Draw, deps: UsageFillDeps): Opening[] => {
  const own = screensOf(person, deps)
  const isOff = [0, 6].includes(new Date(midnight).getUTCDay())
  if (own.length === 0 || draw() > (isOff ? 0.15 : 0.8)) return []
  return Array.from({ length: 1 + Math.floor(draw() * 4) }, () => {
    const { screen, place } = own[Math.floor(draw() ** 2.5 * own.length)]!
    const shown = standingOn(deps.catalog(), screen)
    const explained = draw() < 0.4 ? (shown[Math.floor(draw() ** 2 * shown.length)] ?? null) : null
    return { at: midnight + (8 + draw() * 9.5) * HOUR, person, screen: screen.id, place, explained }
  })
}

/** Has everybody open screens on a day that is over, in the order of the day, and has it kept. */
const live = async (usage: Usage, openings: readonly Opening[], put: (at: number) => void): Promise<void> => {
  for (const { at, person, screen, place, explained } of openings.toSorted((a, b) => a.at - b.at)) {
    put(at)
    usage.opened({ person, wall: false }, screen, place)
    if (explained !== null) usage.explained({ person, wall: false }, explained)
  }
  await usage.flush()
}

/**
 * Weeks of screens opened by the accounts there are, counted by the recorder itself under a clock that goes through
 * those days, the same with every start; the running day stays to whoever comes. Does nothing where anything was
 * counted before.
 */
export const fillUsage = async (deps: UsageFillDeps): Promise<number> => {
  const { clock } = deps
  const today = startOf('day', clock.local())
  let now = clock.local()
  const put = (at: number): void => {
    now = at
  }
  const usage = await createUsage({ ...deps, clock: createClock(clock.zone, () => clock.zone.toInstant(now)) })
  try {
    if (!(await usage.isEmpty())) return 0
    const draw = createDraw(SEED)
    const people = deps.people().toSorted((a, b) => (a.id < b.id ? -1 : 1))
    let count = 0
    for (let back = PAST_DAYS; back > 0; back -= 1) {
      const openings = people.flatMap((person) => dayOf(person, today - back * DAY, draw, deps))
      await live(usage, openings, put)
      count += openings.length
    }
    return count
  } finally {
    await usage.close()
  }
}

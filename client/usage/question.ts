import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import type { UsageScreen } from '../../server/contract/index.ts'
import type { UsageQuestion } from '../remote/index.ts'

export const PERIODS = ['7', '30', '90'] as const
export const IDLE_DAYS = ['7', '30', '60', '90', '180'] as const
const SORTS = ['openings', 'personDays', 'wall', 'cards', 'rate', 'cases', 'median', 'rating', 'last'] as const
export type Sort = (typeof SORTS)[number]

/** What the page shows; all of it is in its address. */
export interface UsageFilter extends UsageQuestion {
  sort: Sort
  screen: string | undefined
}

const oneOf = <T extends string>(all: readonly T[], text: unknown, otherwise: T): T =>
  all.find((one) => one === text) ?? otherwise
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What an address asks for; what it does not say, or says wrongly, is as usual. */
export const filterOf = (query: LocationQuery): UsageFilter => ({
  days: oneOf(PERIODS, query['days'], '30'),
  idle: oneOf(IDLE_DAYS, query['idle'], '30'),
  sort: oneOf(SORTS, query['sort'], 'openings'),
  unit: text(query['unit']),
  screen: text(query['screen']),
})

/** The shortest address that asks for it. */
export const addressOf = ({ days, idle, sort, unit, screen }: UsageFilter): LocationQueryRaw => ({
  ...(days === '30' ? {} : { days }),
  ...(idle === '30' ? {} : { idle }),
  ...(sort === 'openings' ? {} : { sort }),
  ...(unit ? { unit } : {}),
  ...(screen ? { screen } : {}),
})

const KEYS: Record<Sort, (screen: UsageScreen) => number | null> = {
  openings: ({ openings }) => openings,
  personDays: ({ personDays }) => personDays,
  wall: ({ wall }) => wall,
  cards: ({ cards }) => cards,
  rate: ({ acts }) => acts?.rate ?? null,
  cases: ({ acts }) => acts?.cases ?? null,
  median: ({ acts }) => acts?.medianMinutes ?? null,
  rating: ({ rating }) => rating?.share ?? null,
  last: ({ lastOpened }) => (lastOpened === null ? null : Date.parse(lastOpened)),
}

/** Most used first, quickest first by time; where nothing is known comes last, and equal ones keep their order. */
export const sorted = (screens: readonly UsageScreen[], sort: Sort): UsageScreen[] => {
  const key = KEYS[sort]
  const sign = sort === 'median' ? 1 : -1
  return [...screens].sort((a, b) => {
    const [one, other] = [key(a), key(b)]
    return one === null || other === null ? Number(one === null) - Number(other === null) : sign * (one - other)
  })
}

import type { Catalog } from '../../catalog/index.ts'
import type { Person, Scope, UsageAnswer, UsageQuery } from '../../contract/index.ts'
import { startOf, type Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { FEWEST, type Ratings } from '../rating/index.ts'
import { dayOf } from '../recorder.ts'
import { WINDOW_HOURS, type Outcome } from './acts.ts'
import { trendOf } from './counts.ts'
import { reachOf, type Reach, type UsageReader } from './reach.ts'
import { loadRows, rowsTold, toldUnits } from './rows.ts'
import { screenUse, type Told } from './screen-use.ts'

export interface ReadDeps {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** What became of the alerts a scope may see, since a moment (local ms). */
  outcomes: (since: number, scope: Scope) => Promise<Outcome[]>
  /** Everybody with an account. */
  people: () => readonly Person[]
  ratings: Pick<Ratings, 'since'>
}

const DAY = 86_400_000

interface Span {
  first: number
  today: number
  days: string[]
  idleSince: number
}

const spanOf = (today: number, { days, idle }: UsageQuery): Span => {
  const first = today - (Number(days) - 1) * DAY
  return {
    first,
    today,
    days: Array.from({ length: Number(days) }, (_, n) => dayOf(first + n * DAY)),
    idleSince: today - (Number(idle) - 1) * DAY,
  }
}

const collect = async (
  { ledger, catalog: now, regions, clock, outcomes, people, ratings }: ReadDeps,
  { first, idleSince }: Span,
  reader: UsageReader,
  reach: Reach,
): Promise<Told> => {
  const catalog = now()
  const units = toldUnits(regions, people(), reach)
  const { unit } = reach
  return {
    catalog,
    reach,
    idleSince,
    rows: rowsTold(await loadRows(ledger, dayOf(first)), units, catalog, reach),
    outcomes: (await outcomes(first, reader.sees)).filter(
      ({ region }) => unit === null || regions.contains(unit, region),
    ),
    rated: await ratings.since(dayOf(first).slice(0, 'yyyy-mm'.length)),
    few: units.size === 0,
    now: clock.local(),
    format: (local) => clock.zone.format(local),
  }
}

/**
 * The use of screens as far as a reader's rights reach: by their units alone, of themes they have there, and of no
 * fewer people than `FEWEST`. Throws `Refused` for a unit that is not one of them.
 */
export const readUsage = async (deps: ReadDeps, query: UsageQuery, reader: UsageReader): Promise<UsageAnswer> => {
  const reach = reachOf(deps.regions, reader, query.unit)
  const span = spanOf(startOf('day', deps.clock.local()), query)
  const told = await collect(deps, span, reader, reach)
  const trend = trendOf(told.rows, span.days)
  const since = told.rows.map(({ day }) => day).sort()[0] ?? null
  return {
    from: dayOf(span.first),
    to: dayOf(span.today),
    since,
    unit: reach.unit,
    units: reach.all,
    fewest: FEWEST,
    few: told.few,
    windowHours: WINDOW_HOURS,
    idleDays: Number(query.idle),
    young: since === null || since > dayOf(span.today - Number(query.idle) * DAY),
    trend,
    highest: Math.max(...trend.map(({ openings, wall }) => openings + wall)),
    screens: [...told.catalog.screens.values()]
      .filter(({ theme }) => reach.tellsAny(theme))
      .map((screen) => screenUse(told, screen)),
  }
}

import type { Catalog } from '../../catalog/index.ts'
import type { Person } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { enough } from '../rating/index.ts'
import { unitOf } from '../unit-of.ts'
import type { Reach } from './reach.ts'

/** Counts of one thing in one unit on one day; `subject` empty = the screen itself; `lastAt` in local ms. */
export interface UsageRow {
  day: string
  screen: string
  subject: string
  unit: string
  wall: boolean
  openings: number
  people: number
  lastAt: number
}

/** Of earlier days one row per thing is left, without its counts: it says when the thing was opened last. */
const SELECT = `select day, screen, subject, unit, role = 'wall' as wall, sum(openings)::BIGINT as openings, sum(people)::BIGINT as people, max(last_at) as last_at from usage_day where day >= $1 group by all
  union all select min(day), screen, subject, unit, role = 'wall', 0, 0, max(last_at) from usage_day where day < $1 group by screen, subject, unit, role = 'wall'`

const rowOf = (row: Record<string, unknown>): UsageRow => ({
  day: String(row['day']),
  screen: String(row['screen']),
  subject: String(row['subject']),
  unit: String(row['unit']),
  wall: row['wall'] as boolean,
  openings: Number(row['openings']),
  people: Number(row['people']),
  lastAt: Number(row['last_at']),
})

/** Everything counted: row by row since a day, and before it when something was opened last. */
export const loadRows = (ledger: Ledger, from: string): Promise<UsageRow[]> =>
  ledger.read(async (sql) => (await sql.query(SELECT, [from])).records().map(rowOf))

/** Units asked for that have enough people with an account for their use to be told. */
export const toldUnits = (regions: Regions, people: readonly Person[], reach: Reach): Set<string> =>
  new Set(
    enough(people.map((person) => ({ unit: unitOf(regions, person) ?? '' })).filter(({ unit }) => reach.has(unit))).map(
      ({ unit }) => unit,
    ),
  )

/** What is not told is not looked at any further: neither a sum nor "nobody lately" nor "since" may follow from it. */
export const rowsTold = (
  rows: readonly UsageRow[],
  told: ReadonlySet<string>,
  { screens }: Catalog,
  reach: Reach,
): UsageRow[] =>
  rows.filter(({ screen, unit, wall }) => {
    const shown = screens.get(screen)
    return shown !== undefined && (wall || told.has(unit)) && reach.tells(shown.theme, unit)
  })

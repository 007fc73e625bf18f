import type { Catalog, Screen } from '../catalog/index.ts'
import type { Person, RegionCode, Scope, UsageAnswer, UsageCount, UsagePanel, UsageQuery, UsageScreen } from '../contract/index.ts'
import { mayRead, problem, Refused } from '../indicators/index.ts'
import { startOf, type Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Ledger } from '../store/index.ts'
import { actsOf, WINDOW_HOURS, type Outcome } from './acts.ts'
import { enough, FEWEST, summaryOf, wordsOf, type Ratings } from './rating/index.ts'
import { dayOf } from './recorder.ts'
import { standingOn } from './stands.ts'
import { unitOf, unitsOf } from './unit-of.ts'

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

/** Who reads: what they may see, and what they configure. Use is told of both; alerts of the first, people's words of the second. */
export interface UsageReader { sees: Scope; keeps: Scope }

/** Units that a reader may know the use of. */
export const unitsFor = (regions: Regions, { sees, keeps }: UsageReader): { code: RegionCode; name: string }[] =>
  unitsOf(regions).filter(({ code }) => mayRead(regions, sees, code) || mayRead(regions, keeps, code))

const DAY = 86_400_000

interface Row { day: string; screen: string; subject: string; unit: string; wall: boolean; openings: number; people: number; lastAt: number }

/** Rows of these days, and of all days before them one per thing, without their counts: they say when it was opened last. */
const load = (ledger: Ledger, from: string): Promise<Row[]> =>
  ledger.read(async (sql) => (await sql.query(
    `select day, screen, subject, unit, role = 'wall' as wall, sum(openings)::BIGINT as openings, sum(people)::BIGINT as people, max(last_at) as last_at from usage_day where day >= $1 group by all
     union all select min(day), screen, subject, unit, role = 'wall', 0, 0, max(last_at) from usage_day where day < $1 group by screen, subject, unit, role = 'wall'`, [from])).records()
    .map((row) => ({ day: String(row['day']), screen: String(row['screen']), subject: String(row['subject']), unit: String(row['unit']), wall: row['wall'] as boolean, openings: Number(row['openings']), people: Number(row['people']), lastAt: Number(row['last_at']) })))

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)

/** The use of screens as far as a reader's rights reach: by their units alone, of themes they have there, and of no fewer people than `FEWEST`. Throws `Refused` for a unit that is not one of them. */
export const readUsage = async ({ ledger, catalog: now, regions, clock, outcomes, people: accounts, ratings }: ReadDeps, { days, unit, idle }: UsageQuery, reader: UsageReader): Promise<UsageAnswer> => {
  const catalog = now()
  const units = unitsFor(regions, reader)
  if (unit !== undefined && !units.some(({ code }) => code === unit)) throw new Refused(problem(404, 'unknown-region', `没有区域 ${unit}`, { field: 'unit', hint: '可选的单位见 GET /api/v1/usage 的 units' }))
  const today = startOf('day', clock.local())
  const first = today - (Number(days) - 1) * DAY
  const asked = new Set(unit === undefined ? units.map(({ code }) => code) : [unit])
  const within = (theme: string | null, code: string): boolean => asked.has(code) && (mayRead(regions, reader.sees, code, theme ?? undefined) || mayRead(regions, reader.keeps, code, theme ?? undefined))
  const isWithin = (theme: string | null): boolean => [...asked].some((code) => within(theme, code))
  const isSeen = (theme: string): boolean => [...asked].some((code) => mayRead(regions, reader.sees, code, theme))
  const told = new Set(enough(accounts().flatMap((person) => ({ unit: unitOf(regions, person) ?? '' })).filter((one) => asked.has(one.unit))).map((one) => one.unit))
  const themes = new Map([...catalog.screens.values()].map(({ id, theme }) => [id, theme]))
  // What is not told is not looked at: neither a sum nor "nobody lately" nor "since" may follow from it.
  const rows = (await load(ledger, dayOf(first))).filter((row) => (row.wall || told.has(row.unit)) && themes.has(row.screen) && within(themes.get(row.screen)!, row.unit))
  const alerts = (await outcomes(first, reader.sees)).filter(({ region }) => unit === undefined || regions.contains(unit, region))
  const rated = await ratings.since(dayOf(first).slice(0, 'yyyy-mm'.length))

  const countOf = (some: readonly Row[]): UsageCount => {
    const people = some.filter(({ wall }) => !wall)
    const lastAt = some.length === 0 ? null : Math.max(...some.map((row) => row.lastAt))
    return { openings: sum(people.map(({ openings }) => openings)), personDays: sum(people.map((row) => row.people)), wall: sum(some.filter(({ wall }) => wall).map(({ openings }) => openings)), lastOpened: lastAt === null ? null : clock.zone.format(lastAt) }
  }
  const isIdle = (some: readonly Row[]): boolean | null => (some.some(({ lastAt }) => lastAt >= today - (Number(idle) - 1) * DAY) ? false : told.size === 0 ? null : true)
  const panelOf = (screen: Screen, id: string): UsagePanel | null => {
    const indicator = catalog.indicators.get(id)!
    if (!isWithin(indicator.theme)) return null
    const mine = rows.filter((row) => row.screen === screen.id && row.subject === id && within(indicator.theme, row.unit))
    return { indicator: id, title: indicator.title, ...countOf(mine), acts: isSeen(indicator.theme) ? actsOf(alerts.filter((one) => one.indicator === id), clock.local()) : null, idle: isIdle(mine) }
  }
  const screenOf = (screen: Screen): UsageScreen => {
    const mine = rows.filter((row) => row.screen === screen.id && row.subject === '')
    const panels = standingOn(catalog, screen).flatMap((id) => panelOf(screen, id) ?? [])
    const shown = new Set(panels.map(({ indicator }) => indicator))
    const said = rated.filter((one) => one.screen === screen.id && within(screen.theme, one.unit))
    const keepsAt = (code: RegionCode): boolean => mayRead(regions, reader.keeps, code, screen.theme ?? undefined)
    return {
      id: screen.id, title: screen.title, theme: catalog.themes.find(({ id }) => id === screen.theme)?.title ?? null, ...countOf(mine), cards: sum(panels.map(({ openings, wall }) => openings + wall)),
      acts: panels.length > 0 && panels.every(({ acts }) => acts === null) ? null : actsOf(alerts.filter(({ indicator }) => shown.has(indicator)), clock.local()),
      rating: summaryOf(said), words: [...asked].some(keepsAt) ? wordsOf(said.filter((one) => keepsAt(one.unit))) : null, idle: isIdle(mine), panels,
    }
  }
  const opened = rows.filter(({ subject }) => subject === '')
  const trendOf = (day: string): UsageAnswer['trend'][number] => { const { openings, wall } = countOf(opened.filter((row) => row.day === day)); return { day, openings, wall } }
  const trend = Array.from({ length: Number(days) }, (_, n) => trendOf(dayOf(first + n * DAY)))
  const since = rows.map(({ day }) => day).sort()[0] ?? null
  return {
    from: dayOf(first), to: dayOf(today), since, unit: (unit as RegionCode | undefined) ?? null, units, fewest: FEWEST, few: told.size === 0, windowHours: WINDOW_HOURS, idleDays: Number(idle), young: since === null || since > dayOf(today - Number(idle) * DAY),
    trend, highest: Math.max(...trend.map(({ openings, wall }) => openings + wall)),
    screens: [...catalog.screens.values()].filter(({ theme }) => isWithin(theme)).map(screenOf),
  }
}

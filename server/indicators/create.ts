import { LRUCache } from 'lru-cache'
import { explain } from './explain/explain.ts'
import { reveal } from './explain/reveal.ts'
import { readRows } from './explain/rows.ts'
import type { Indicators, IndicatorsDeps } from './face.ts'
import { createPresence } from './presence.ts'
import { versionAsked } from './query.ts'
import type { Kept } from './read/cache.ts'
import { createFullReading } from './read/full-reading.ts'
import { createWithin } from './read/within.ts'
import { personalLeaves } from './small/personal.ts'
import { readCrossed } from './split/crossed.ts'
import { readMembers } from './split/read-members.ts'
import { thingsAbout } from './split/things.ts'
import { maintainCells, refresh } from './stored/maintain.ts'
import { planCells, type CellPlan } from './stored/plan.ts'
import { createStanding } from './stored/standing.ts'
import { storeTree } from './tree.ts'

const KEPT_ANSWERS = 30_000
const KEPT_CELLS = 150_000
/** Numbers about fewer people than this are told to those alone who may see the rows. */
const SMALL_COUNT = 5

/** Joins every commit of the store, so that cells are true once it is told. */
export const createIndicators = ({
  store,
  catalog,
  regions,
  clock,
  smallCount = SMALL_COUNT,
}: IndicatorsDeps): Indicators => {
  const presence = createPresence(regions)
  const cache = new LRUCache<string, Kept>({
    max: KEPT_ANSWERS,
    maxSize: KEPT_CELLS,
    sizeCalculation: ({ cells }) => cells.length + 1,
  })
  let plans: CellPlan[] = []
  store.maintain(maintainCells(() => plans))
  const standing = createStanding(clock)
  store.maintain(standing.maintain)
  store.onCommit(presence.note)

  const within = createWithin({ store, catalog, regions, clock, presence, standing: standing.at, smallCount })
  const reading: Indicators['reading'] = (scope, work) =>
    within((context, asOf) => work(createFullReading(context, { asOf, scope, cache })))

  return {
    refresh: async () => {
      const next = planCells(catalog())
      const stands = await store.upkeep(async (sql) => {
        await storeTree(sql, regions)
        await refresh(sql, next)
        plans = next
        await presence.load(sql, catalog())
        return standing.refresh(sql, catalog())
      })
      stands.apply()
    },
    reading,
    read: (query, scope) =>
      reading(scope, async (all) => ({
        indicator: query.indicator,
        grain: query.grain,
        version: versionAsked(query.asOf, all.version),
        asOf: all.asOf,
        cells: query.by ? await readCrossed(all, { ...query, by: query.by }) : await all.cells(query),
      })),
    explain: (query, scope) =>
      within((context, asOf) => explain(context, query, scope, { version: context.version, asOf })),
    rows: (query, scope) => within((context) => readRows(context, query, scope)),
    thingsAbout: (query) => within((context) => thingsAbout(context, query)),
    members: (query, scope) => within((context) => readMembers(context, query, scope)),
    aboutPeople: (id) => {
      const indicator = catalog().indicators.get(id)
      return indicator !== undefined && personalLeaves(catalog(), indicator, smallCount).length > 0
    },
    reveal: (query, scopes) => within((context) => reveal(context, query, scopes)),
    onChange: store.onCommit,
  }
}

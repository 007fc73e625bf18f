export { createIndicators } from './create.ts'
export type { FullReading, Indicators, IndicatorsDeps } from './face.ts'
export type { Arrivals, Heard, PausesQuery } from './explain/arrivals.ts'
export type { Delivery } from './explain/deliveries.ts'
export type { ExplainQuery } from './explain/explain.ts'
export type { HeatQuery } from './explain/heat.ts'
export type { RowsQuery } from './explain/rows.ts'
export { bandOf, meets } from './judge/band.ts'
export { bucketOf, cellsQueryOf, pickedOf, regionOf } from './parse-query.ts'
export {
  mayRead,
  mayReadTheme,
  problem,
  reachesOf,
  refFor,
  Refused,
  seesAll,
  unknownIndicator,
  type CellsQuery,
} from './query.ts'
export { holdsAll, reached, reachedBy } from './reached.ts'
export type { CellValue } from './read/read-cells.ts'
export { mayCount } from './small/personal.ts'
export { ALL, byName, membersOf, subsetsOf } from './split/crossed.ts'
export type { Member, Membership } from './split/read-members.ts'
export type { Split, SplitQuery } from './split/read-split.ts'
export type { ToDate } from './split/read-to-date.ts'
export { wordsIn } from './split/things.ts'

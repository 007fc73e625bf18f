import { withAggregates, type Moment, type Scope } from '../../contract/index.ts'
import { readPauses } from '../explain/arrivals.ts'
import { readDeliveries } from '../explain/deliveries.ts'
import { readHeat } from '../explain/heat.ts'
import { readNewestRow } from '../explain/newest-row.ts'
import { readVersionAt } from '../explain/version-at.ts'
import type { FullReading } from '../face.ts'
import { veilSplit } from '../small/veil-split.ts'
import { veilToDate } from '../small/veil-to-date.ts'
import { readPresent } from '../split/read-present.ts'
import { readSplit } from '../split/read-split.ts'
import { readToDate } from '../split/read-to-date.ts'
import type { CellCache } from './cache.ts'
import type { ReadContext } from './read-cells.ts'
import { createReading } from './reading.ts'

interface FullReadingOptions {
  asOf: Moment
  scope: Scope
  cache: CellCache
}

/** All that a reader may ask of one version and moment. */
export const createFullReading = (context: ReadContext, { asOf, scope, cache }: FullReadingOptions): FullReading => ({
  ...createReading(context, { version: context.version, asOf, scope, cache }),
  heat: (query) => readHeat(context, query, scope),
  newestRow: (indicator, region) => readNewestRow(context, indicator, region),
  deliveries: () => readDeliveries(context, scope),
  split: async (query) =>
    veilSplit(
      context,
      scope,
      query,
      await readSplit(query.at == null ? context : { ...context, now: query.at }, query, scope),
    ),
  present: (query) => readPresent(context, query, scope),
  versionAt: (at) => readVersionAt(context, at),
  pauses: (query) => readPauses(context, query),
  toDate: async (query) => veilToDate(context, scope, query, await readToDate(context, query, scope)),
  beside: (regions, theme) => createFullReading(context, { asOf, scope: withAggregates(scope, regions, theme), cache }),
})

import type { Catalog } from '../../catalog/index.ts'
import { createPublisher, type FactSource, type Publisher, type PublisherDeps } from '../../ingest/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { Ledger } from '../../store/index.ts'
import { typeOf } from '../answers/row.ts'
import { entriesAfter, findCases, markOf, setMark } from '../rows/read.ts'
import { caseFact } from './case-fact.ts'
import { unitsOf } from './units.ts'

export interface CaseFactsDeps extends Omit<PublisherDeps, 'source'> {
  ledger: Ledger
  catalog: () => Catalog
  regions: Regions
  clock: Clock
}

const markName = (dataset: string): string => `facts:${dataset}`

const sourceOf = ({ ledger, catalog, regions, clock }: CaseFactsDeps): FactSource => ({
  feeder: 'cases',
  after: (mark, limit) =>
    ledger.read(async (sql) => {
      const entries = await entriesAfter(sql, mark, limit)
      const last = entries.at(-1)
      if (last === undefined) return null
      const ids = [...new Set(entries.map((entry) => entry.case))]
      const units = await unitsOf(sql, ids, { catalog, regions })
      const cases = await findCases(sql, ids)
      return {
        last: last.sequence,
        key: `${last.id}@${last.at}`,
        rows: cases.map((one) =>
          caseFact(one, { type: typeOf(catalog(), one.type), units: units.get(one.id) ?? 0, clock }),
        ),
      }
    }),
  mark: (dataset) => ledger.read(async (sql) => (await markOf(sql, markName(dataset))) ?? 0),
  keep: (dataset, last) => ledger.write((sql) => setMark(sql, markName(dataset), last)),
})

/** Cases as facts, each as it is now, for indicators to count. */
export const createCaseFacts = (deps: CaseFactsDeps): Publisher => createPublisher({ ...deps, source: sourceOf(deps) })

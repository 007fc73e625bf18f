import type { Catalog } from '../../catalog/index.ts'
import { createPublisher, type FactSource, type Publisher, type PublisherDeps } from '../../ingest/index.ts'
import type { Clock } from '../../lib/index.ts'
import type { Ledger } from '../../store/index.ts'
import { changedAfter, markOf, setMark } from '../keep/entries.ts'
import { alertFact } from './alert-fact.ts'

export interface AlertFactsDeps extends Omit<PublisherDeps, 'source'> {
  ledger: Ledger
  catalog: () => Catalog
  clock: Clock
}

const sourceOf = ({ ledger, catalog, clock }: AlertFactsDeps): FactSource => ({
  feeder: 'alerts',
  after: (mark, limit) =>
    ledger.read(async (sql) => {
      const changed = await changedAfter(sql, mark, limit)
      return (
        changed && {
          last: changed.last,
          key: `a${changed.last}@${changed.came}`,
          rows: changed.episodes.map((episode) => alertFact(episode, changed.came, { catalog: catalog(), clock })),
        }
      )
    }),
  mark: (dataset) => ledger.read((sql) => markOf(sql, dataset)),
  keep: (dataset, last) => ledger.write((sql) => setMark(sql, dataset, last)),
})

/** Alerts as facts, each as it is now, for indicators to count; needs the tables of `createAlerts`. */
export const createAlertFacts = (deps: AlertFactsDeps): Publisher =>
  createPublisher({ ...deps, source: sourceOf(deps) })

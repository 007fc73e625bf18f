import type { Store } from '../../store/index.ts'
import type { WatchList } from './watch-list.ts'
import { placesAt } from './watch-list.ts'
import { observe, type Observation } from './observe.ts'
import type { LookDeps } from './look.ts'

interface CatchUpDeps extends LookDeps {
  store: Pick<Store, 'read'>
  list: WatchList
  judge: (seen: readonly Observation[], now: number) => Promise<void>
}

/** More than a crash leaves behind would be an import; what holds now is judged anyway. */
const MOST_VERSIONS = 50

interface Missed {
  version: number
  dataset: string
  arrived: number
}

const missedSince = (store: Pick<Store, 'read'>, mark: number): Promise<Missed[]> =>
  store.read(async (sql) => {
    const table = await sql.query(
      `select version, dataset, epoch_ms(arrived)::DOUBLE as arrived from batch where version > $1 and accepted > 0 order by version desc limit ${MOST_VERSIONS + 1}`,
      [mark],
    )
    return table
      .records()
      .map((row) => ({
        version: row['version'] as number,
        dataset: row['dataset'] as string,
        arrived: row['arrived'] as number,
      }))
      .reverse()
  })

/**
 * Judges the versions that were stored but not judged before a crash, each as it was at its own moment, so that what
 * came and went is not lost.
 */
export const catchUp = async (
  { store, list, judge, indicators, regions, scope }: CatchUpDeps,
  mark: number,
): Promise<void> => {
  const missed = await missedSince(store, mark)
  if (missed.length > MOST_VERSIONS) return
  for (const { version, dataset, arrived } of missed) {
    const seen = await indicators.reading(scope, async (reading) => {
      const found: Observation[] = []
      for (const watched of list.byDataset.get(dataset) ?? []) {
        found.push(
          ...(await observe(reading, watched, placesAt(regions, watched.levels), { local: arrived, asOf: version })),
        )
      }
      return found
    })
    await judge(seen, arrived)
  }
}

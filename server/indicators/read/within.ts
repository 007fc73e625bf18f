import { LRUCache } from 'lru-cache'
import type { Moment, RegionCode } from '../../contract/index.ts'
import type { IndicatorsDeps } from '../face.ts'
import type { Presence } from '../presence.ts'
import { createMemory } from '../remember.ts'
import type { SmallCounts } from '../small/counts.ts'
import { hasDates } from '../tree.ts'
import type { KeptGrid } from './cache.ts'
import type { ReadContext } from './read-cells.ts'

const MINUTE = 60_000
const KEPT_GRIDS = 4_000
const KEPT_MEASURES = 100_000
const KEPT_COUNTS = 60

/** Remembers for as long as one reading lasts. */
const createOnce = (): ReadContext['once'] => {
  const made = new Map<string, Promise<unknown>>()
  return <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const known = (made.get(key) as Promise<T> | undefined) ?? make()
    made.set(key, known)
    return known
  }
}

interface WithinDeps extends Pick<IndicatorsDeps, 'store' | 'catalog' | 'regions' | 'clock'> {
  presence: Presence
  standing: ReadContext['standing']
  smallCount: number
}

/** Lends work all it reads with: one snapshot, one minute, one state of the definitions. */
type Within = <T>(work: (context: ReadContext, asOf: Moment) => Promise<T>) => Promise<T>

/** What readings share is kept here, within bounds; what is true of one reading only ends with it. */
export const createWithin = ({
  store,
  catalog,
  regions,
  clock,
  presence,
  standing,
  smallCount,
}: WithinDeps): Within => {
  const grids = new LRUCache<string, KeptGrid>({
    max: KEPT_GRIDS,
    maxSize: KEPT_MEASURES,
    sizeCalculation: ({ grid }) => grid.size + 1,
  })
  const small: SmallCounts = { usual: smallCount, kept: new LRUCache({ max: KEPT_COUNTS }) }
  const dated = hasDates(regions)
  const inner = new Set(regions.closure().flatMap(({ ancestor, via }) => (via === null ? [] : [ancestor])))
  const isInner = (region: RegionCode): boolean => inner.has(region)
  const memory = createMemory()
  return (work) =>
    store.read((snapshot) => {
      const local = clock.local()
      const now = Math.floor(local / MINUTE) * MINUTE + MINUTE - 1
      const { remember, isWanted } = memory(snapshot.version)
      const own = (key: string): string => `${catalog().revision} ${key}`
      return work(
        {
          catalog: catalog(),
          regions,
          clock,
          presence,
          dated,
          isInner,
          standing,
          grids,
          small,
          version: snapshot.version,
          sql: snapshot,
          wide: snapshot.wide,
          now,
          remember: (newest, key, make) => remember(newest, own(key), make),
          isWanted: (newest, key) => isWanted(newest, own(key)),
          once: createOnce(),
        },
        clock.zone.format(local),
      )
    })
}

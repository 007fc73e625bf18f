import type { RegionCode } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { CommitEvent } from '../../store/index.ts'
import { placesAt, touchedPlaces, type Watched, type WatchList } from './watch-list.ts'

/** What is to be judged again: numbers with the places that may have changed, and silences. */
export interface Work { numbers: ReadonlyMap<Watched, ReadonlySet<RegionCode>>; silences: boolean }

/**
 * Gathers what may have changed until somebody comes for it: however many commits arrive meanwhile, each number
 * of each place is asked once.
 */
export const createBacklog = (regions: Regions, list: () => WatchList) => {
  let numbers = new Map<Watched, Set<RegionCode>>()
  let silences = false

  const add = (watched: Watched, places: Iterable<RegionCode>): void => {
    const known = numbers.get(watched) ?? new Set<RegionCode>()
    for (const place of places) known.add(place)
    if (known.size > 0) numbers.set(watched, known)
  }
  const judged = ({ levels }: Watched, places: ReadonlySet<RegionCode>): RegionCode[] =>
    [...places].filter((place) => {
      const node = regions.get(place)
      return node !== null && node.kind === 'place' && levels.includes(node.level)
    })

  return {
    isEmpty: (): boolean => numbers.size === 0 && !silences,
    /** Facts changed. */
    changed: ({ touched }: Pick<CommitEvent, 'touched'>): void => {
      for (const [dataset, touches] of touched) {
        const watching = list().byDataset.get(dataset) ?? []
        if (watching.length === 0) continue
        const places = touchedPlaces(touches, regions)
        for (const watched of watching) add(watched, places === 'all' ? placesAt(regions, watched.levels) : judged(watched, places))
      }
    },
    /** Judge these numbers at some places, or everywhere. */
    ask: (watched: Watched, places?: Iterable<RegionCode>): void => add(watched, places ?? placesAt(regions, watched.levels)),
    askSilences: (): void => void (silences = true),
    take: (): Work => {
      const work = { numbers, silences }
      numbers = new Map()
      silences = false
      return work
    },
  }
}
export type Backlog = ReturnType<typeof createBacklog>

import type { RegionCode } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import type { CommitEvent } from '../../store/index.ts'
import { placesAt, touchedPlaces, type Watched, type WatchList } from './watch-list.ts'

/** What is to be judged again: numbers with the places that may have changed, and silences. */
export interface Work {
  numbers: ReadonlyMap<Watched, ReadonlySet<RegionCode>>
  silences: boolean
  /**
   * It could not be judged: it is put aside until `again`, so that nothing of it is lost and nothing else waits for it.
   */
  failed: () => void
}

/** What waits together: numbers of the same data, which one statement can read. */
interface Turn {
  numbers: Map<Watched, Set<RegionCode>>
  /** Last version without the first change that waits here; `null` when time alone asked. */
  since: number | null
  /** Since when it waits, by a clock that only goes forward. */
  from: number
}

/** What was taken and could not be judged. */
interface Failed {
  turns: readonly Turn[]
  silences: boolean
}

/** What has waited so long, ms, does not wait for a pass of its own. */
export const LONG_MS = 400
/** More in one pass would keep the next ones waiting for longer than it saves. */
const MOST_TURNS = 3

/**
 * Gathers what may have changed until somebody comes for it: however many commits arrive meanwhile, each number
 * of each place is asked once. What waits longest is taken first, and with it only what comes from the same data:
 * a row waits for the numbers of other datasets no longer than one turn of each. Where several have waited for long,
 * a few of them share a pass.
 */
export const createBacklog = (regions: Regions, list: () => WatchList) => {
  const turns = new Map<string, Turn>()
  const aside: Failed[] = []
  let silences = false
  let heard: number | null = null

  const add = (watched: Watched, places: Iterable<RegionCode>, since: number | null): void => {
    const turn = turns.get(watched.turn) ?? { numbers: new Map(), since: null, from: performance.now() }
    const known = turn.numbers.get(watched) ?? new Set<RegionCode>()
    for (const place of places) known.add(place)
    if (known.size === 0) return
    turn.numbers.set(watched, known)
    turn.since ??= since
    turns.set(watched.turn, turn)
  }
  const oldest = (one: number | null, other: number | null): number | null =>
    one === null || other === null ? (one ?? other) : Math.min(one, other)
  const waited = ({ from }: Turn): number => performance.now() - from
  const putBack = (turn: Turn): void => {
    // Definitions that have changed meanwhile had everything asked anew.
    const known = [...turn.numbers].filter(([watched]) => list().numbers.includes(watched))
    for (const [watched, places] of known) add(watched, places, turn.since)
    for (const [{ turn: name }] of known.slice(0, 1))
      turns.get(name)!.since = oldest(turns.get(name)!.since, turn.since)
  }
  const judged = ({ levels }: Watched, places: ReadonlySet<RegionCode>): RegionCode[] =>
    [...places].filter((place) => {
      const node = regions.get(place)
      return node !== null && node.kind === 'place' && levels.includes(node.level)
    })

  return {
    isEmpty: (): boolean => turns.size === 0 && !silences,
    /** Facts changed. */
    changed: ({ version, touched }: Pick<CommitEvent, 'version' | 'touched'>): void => {
      heard = version
      for (const [dataset, touches] of touched) {
        const watching = list().byDataset.get(dataset) ?? []
        if (watching.length === 0) continue
        const places = touchedPlaces(touches, regions)
        for (const watched of watching)
          add(watched, places === 'all' ? placesAt(regions, watched.levels) : judged(watched, places), version - 1)
      }
    },
    /** Judge these numbers at some places, or everywhere. */
    ask: (watched: Watched, places?: Iterable<RegionCode>): void =>
      add(watched, places ?? placesAt(regions, watched.levels), null),
    askSilences: (): void => void (silences = true),
    take: (): Work => {
      const names = [...turns]
        .filter(([, turn], place) => place === 0 || waited(turn) >= LONG_MS)
        .slice(0, MOST_TURNS)
        .map(([name]) => name)
      const taken: Failed = { turns: names.map((name) => turns.get(name)!), silences }
      for (const name of names) turns.delete(name)
      silences = false
      return {
        numbers: new Map(taken.turns.flatMap(({ numbers }) => [...numbers])),
        silences: taken.silences,
        failed: () => void aside.push(taken),
      }
    },
    /** What could not be judged waits again, behind all that waits already. */
    again: (): void => {
      for (const failed of aside.splice(0)) {
        silences ||= failed.silences
        failed.turns.forEach(putBack)
      }
    },
    /** Up to which version nothing waits or has failed, once what was taken has been judged at `version`. */
    judgedUpTo: (version: number): number =>
      Math.min(
        version,
        heard ?? version,
        ...[...turns.values(), ...aside.flatMap((failed) => failed.turns)].flatMap(({ since }) => since ?? []),
      ),
    /** Milliseconds that the oldest has waited. */
    waited: (): number => Math.max(0, ...[...turns.values()].map(waited)),
  }
}

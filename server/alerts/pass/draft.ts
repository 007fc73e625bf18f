import type { Episode, Move, MoveKind } from '../types.ts'

/** Open and pending alerts by rule and region. */
export type Live = ReadonlyMap<string, Episode>

export const liveKey = (rule: string, region: string): string => `${rule} ${region}`

/**
 * What one pass changes, laid over what is live; nothing counts until it is in the ledger. Stages see what the
 * stages before them did.
 */
export interface Draft {
  find: (rule: string, region: string) => Episode | undefined
  /** Those that are not over, changed or not. */
  live: () => Episode[]
  /** Puts an episode as it is now, with what happened to it; `at` where that was earlier. */
  put: (episode: Episode, kind?: MoveKind, words?: string, at?: number) => void
  /** Takes out one that was never told of. */
  drop: (episode: Episode) => void
  readonly moves: Move[]
  /** Every episode that was put, as it is in the end. */
  changed: () => Episode[]
  readonly dropped: ReadonlySet<string>
  /** Ids that had no row before this pass. */
  readonly fresh: ReadonlySet<string>
}

export const createDraft = (live: Live, now: number): Draft => {
  const over = new Map<string, Episode>()
  const moves: Move[] = []
  const dropped = new Set<string>()
  const fresh = new Set<string>()
  const found = (key: string): Episode | undefined => {
    const episode = over.get(key) ?? live.get(key)
    return !episode || episode.state === 'resolved' || dropped.has(episode.id) ? undefined : episode
  }
  /** A second life on the same day must not take the place of the first before that is saved. */
  const ended: Episode[] = []
  return {
    find: (rule, region) => found(liveKey(rule, region)),
    live: () => [...new Set([...live.keys(), ...over.keys()])].flatMap((key) => found(key) ?? []),
    put: (episode, kind, words = '', at = now) => {
      const key = liveKey(episode.rule, episode.region)
      const before = over.get(key)
      if (before && before.id !== episode.id && !dropped.has(before.id)) ended.push(before)
      if (live.get(key)?.id !== episode.id && before?.id !== episode.id) fresh.add(episode.id)
      over.set(key, episode)
      if (kind) moves.push({ episode, kind, at, words })
    },
    drop: (episode) => void dropped.add(episode.id),
    moves,
    changed: () => [...ended, ...over.values()].filter(({ id }) => !dropped.has(id)),
    dropped,
    fresh,
  }
}

import type { Ledger, Sql } from '../store/index.ts'
import { loadLive, loadSilences, loadSwitches } from './keep/load.ts'
import { dropEpisodes, saveEpisodes, saveMark, saveMoves } from './keep/save.ts'
import { ALERT_TABLES } from './keep/tables.ts'
import { createDraft, liveKey, type Draft, type Live } from './pass/draft.ts'
import type { PlannedSilence } from './silence/types.ts'
import type { RuleSwitch } from './switch/types.ts'
import type { Episode } from './types.ts'

/** What is live, in memory and in the ledger: the one place that changes it. */
export interface Desk {
  live: () => Live
  silences: () => readonly PlannedSilence[]
  /** What people said of rules, in the order they said it. */
  switches: () => readonly RuleSwitch[]
  /**
   * Runs `work` on a draft, alone; what it changed is durable, and in memory, when this resolves. When it throws,
   * nothing of it happened.
   */
  change: <T>(now: number, work: (draft: Draft) => T, also?: Also) => Promise<{ result: T; changed: Episode[] }>
  /** Remembers up to which version of the facts everything was judged. */
  mark: (version: number) => Promise<void>
  /** Writes silences and switches; memory follows the ledger. */
  plan: (work: (sql: Sql) => Promise<unknown>) => Promise<void>
}

/** What else belongs into the same transaction. */
export interface Also {
  person?: string
  write?: ((sql: Sql) => Promise<unknown>) | undefined
}

export const openDesk = async (ledger: Ledger): Promise<Desk> => {
  await ledger.migrate('alerts', ALERT_TABLES)
  const live = new Map<string, Episode>(
    (await ledger.load(loadLive)).map((episode) => [liveKey(episode.rule, episode.region), episode]),
  )
  let silences = await loadSilences(ledger)
  let switches = await loadSwitches(ledger)
  let last: Promise<unknown> = Promise.resolve()

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
  const apply = (draft: Draft, changed: readonly Episode[]): void => {
    for (const [key, episode] of live) if (draft.dropped.has(episode.id)) live.delete(key)
    for (const episode of changed) {
      const key = liveKey(episode.rule, episode.region)
      if (episode.state !== 'resolved') live.set(key, episode)
      else if (live.get(key)?.id === episode.id) live.delete(key)
    }
  }

  return {
    live: () => live,
    silences: () => silences,
    switches: () => switches,
    change: (now, work, { person, write } = {}) =>
      alone(async () => {
        const draft = createDraft(live, now)
        const result = work(draft)
        const changed = draft.changed()
        const isDurable =
          draft.moves.length > 0 || draft.dropped.size > 0 || changed.some((episode) => differs(episode, live))
        if (isDurable) {
          await ledger.write(async (sql) => {
            await saveEpisodes(sql, changed, draft.fresh)
            await saveMoves(sql, draft.moves, person)
            await dropEpisodes(sql, [...draft.dropped])
            await write?.(sql)
          })
        }
        apply(draft, changed)
        return { result, changed }
      }),
    mark: (version) => alone(() => ledger.write((sql) => saveMark(sql, version)).then(() => undefined)),
    plan: (work) =>
      alone(async () => {
        await ledger.write(work)
        silences = await loadSilences(ledger)
        switches = await loadSwitches(ledger)
      }),
  }
}

/** A new value alone is not worth a write: it is read again after a restart anyway. */
const differs = (episode: Episode, live: Live): boolean => {
  const before = live.get(liveKey(episode.rule, episode.region))
  const bare = (one: Episode): string => JSON.stringify({ ...one, value: null, blind: false })
  return before === undefined || bare(before) !== bare(episode)
}

import { randomUUID } from 'node:crypto'
import type { Catalog } from '../catalog/index.ts'
import { BANDS, type AlertBrief, type AlertInfo, type Person, type RegionCode, type RuleInfo, type RuleReplay, type Scope, type Silence } from '../contract/index.ts'
import { mayRead, reachedBy, type Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { CommitEvent, Ledger, Sql, Store } from '../store/index.ts'
import { bandOfNotice, messageOf } from './channels/message-of.ts'
import { createOutbox, type Outbox } from './channels/outbox.ts'
import type { Channel } from './channels/types.ts'
import { createCommands, type Commands } from './commands.ts'
import { openDesk, type Desk } from './desk.ts'
import { catchUp } from './evaluate/catch-up.ts'
import { watchListOf } from './evaluate/watch-list.ts'
import { createEvaluator, type Judged } from './evaluator.ts'
import type { Notice } from './group/due-notices.ts'
import { keepRules, loadEpisode, loadMark, loadResolved, loadSince } from './keep/load.ts'
import { orderOf, type CaseOrder } from './order/order.ts'
import type { PassContext } from './pass/context.ts'
import { recall } from './replay/recall.ts'
import { rehearse } from './replay/rehearse.ts'
import type { BegunCase } from './replay/verdict.ts'
import { historyOf, type AlertMoment } from './show/history.ts'
import { briefOf, byUrgency, infoOf } from './show/show-alert.ts'
import { outcomesOf, type AlertOutcome } from './show/outcomes.ts'
import { showRules, showSilence } from './show/show-rules.ts'
import type { Episode } from './types.ts'

export interface AlertsDeps {
  ledger: Ledger
  store: Pick<Store, 'read'>
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** The whole tree and all themes: rules judge everything. */
  scope: Scope
  /** Everybody who may be told. */
  people: () => readonly Person[]
  failed: (error: unknown) => void
  /** Where notices go beside the application itself. */
  channels?: readonly Channel[]
  pauseMs?: number
}

export interface AlertsQuery { states: readonly Episode['state'][]; region: RegionCode; rule?: string | undefined; limit: number; /** Passed over before the first. */ skip?: number }

/** Rules over numbers and silence, from a value to somebody who knows of it. */
export interface Alerts extends Commands {
  /** Judges what was missed while nobody was there, then everything once. */
  start: () => Promise<void>
  /** Facts changed. */
  changed: (event: CommitEvent) => void
  /** Definitions changed. */
  redefined: () => Promise<void>
  /** Time has passed; call it every second. */
  tick: () => Promise<void>
  /** Resolves when nothing is being judged. */
  settled: () => Promise<void>
  judged: () => Judged
  /** Alerts within a scope, worst first. */
  list: (query: AlertsQuery, scope: Scope) => Promise<AlertInfo[]>
  find: (id: string, scope: Scope) => Promise<AlertInfo | null>
  /** What happened to an alert, from first to last; nothing for one outside the scope. */
  history: (id: string, scope: Scope) => Promise<AlertMoment[]>
  /** Open alerts of a place and all below, that nobody mutes; worst first. From memory. */
  open: (region: RegionCode, may: (theme: string) => boolean, reader: Scope) => AlertBrief[]
  briefs: (episodes: readonly Episode[], scope: Scope) => AlertBrief[]
  onChange: (listener: (episodes: readonly Episode[]) => void) => void
  /** Who opens the cases that rules ask for, and answers with their numbers; asked again after a restart for alerts that have none yet. */
  onOrder: (open: (order: CaseOrder) => Promise<string>) => void
  /** Rules of the themes in a scope. */
  rules: (scope: Scope) => Promise<RuleInfo[]>
  /** What a rule in a scope would have said over past days; `begun` finds the cases that count as its success. `null` = no such rule. */
  replay: (rule: string, days: number, scope: Scope, begun: (ask: { type: string | null; theme: string; since: number }) => Promise<BegunCase[]>) => Promise<RuleReplay | null>
  /** Planned silences in a scope: those in force, then those to come, then those over; the newest of each first. */
  silences: (scope: Scope) => Silence[]
  live: Desk['live']
  /** What became of the alerts a scope may see that fired since a moment (local ms) and that somebody was told of. */
  outcomes: (since: number, scope: Scope) => Promise<AlertOutcome[]>
  /** Sends what waits for its channel now. */
  flush: Outbox['flush']
  /** Messages no attempt could deliver. */
  letters: Outbox['dead']
  /** Sends one of them once more, with all its attempts; `false` when there is none of that id. */
  resend: (id: string) => Promise<boolean>
  close: () => Promise<void>
}

const URGENCY = byUrgency(BANDS)
const PAUSE_MS = 250

const SILENCE_ORDER: readonly Silence['state'][] = ['active', 'planned', 'ended']

/** Opens what was kept and stands ready; `start` begins to judge. */
export const createAlerts = async (deps: AlertsDeps): Promise<Alerts> => {
  const { ledger, catalog, regions, clock, indicators, scope, people, channels = [] } = deps
  const desk = await openDesk(ledger)
  const listeners: ((episodes: readonly Episode[]) => void)[] = []
  const openers: ((order: CaseOrder) => Promise<string>)[] = []
  let list = watchListOf(catalog())
  const show = () => ({ catalog: catalog(), regions, clock, aboutPeople: indicators.aboutPeople })

  const changed = (episodes: readonly Episode[]): void => {
    for (const listener of listeners) listener(episodes)
    for (const episode of episodes) if (episode.ordered && episode.case === null) ask(episode)
  }
  const asked = new Set<string>()
  const ask = (episode: Episode): void => {
    if (asked.has(episode.id)) return
    asked.add(episode.id)
    const order = orderOf(episode, catalog(), regions)
    if (!order) return
    for (const open of openers) {
      open(order).then((number) => commands.linkCase(order.alert, number), (error: unknown) => {
        // The next change of the alert asks again.
        asked.delete(episode.id)
        deps.failed(error)
      })
    }
  }
  const context = (now: number, seen: PassContext['seen']): PassContext => ({
    catalog: catalog(), regions, now, people: people(), silences: desk.silences(), channelsFor: (notice) => channels.filter(({ takes }) => takes(bandOfNotice(notice))), seen, newId: randomUUID,
  })
  const commands = createCommands({ desk, regions, clock, changed, themeOf: (rule) => catalog().alerts.get(rule)?.theme })
  const outbox = createOutbox({ ledger, clock, channels, taken: ({ alerts, why }, channel) => commands.taken(alerts.map(({ id }) => id), why, channel) })
  const post = (notices: readonly Notice[], now: number) => async (sql: Sql): Promise<void> => {
    for (const notice of notices) await outbox.put(sql, messageOf(notice, now, show()), bandOfNotice(notice))
  }
  const evaluator = createEvaluator({
    desk, clock, indicators, regions, scope, context, changed, list: () => list, post, failed: deps.failed, pauseMs: deps.pauseMs ?? PAUSE_MS,
  })

  const among = (episode: Episode, { states, region, rule }: AlertsQuery, reader: Scope): boolean =>
    states.includes(episode.state) && (rule === undefined || episode.rule === rule) && regions.contains(region, episode.region) && mayRead(regions, reader, episode.region, episode.theme)

  const seen = async (id: string, reader: Scope): Promise<Episode | null> => {
    // Asked for in any case: whether one is live must not show in how long the answer takes.
    const kept = await loadEpisode(ledger, id)
    const episode = [...desk.live().values()].find((one) => one.id === id) ?? kept
    return episode && mayRead(regions, reader, episode.region, episode.theme) ? episode : null
  }

  return {
    ...commands,
    start: async () => {
      await keepRules(ledger, catalog().alerts.values(), clock.local())
      const mark = await loadMark(ledger)
      await (mark === null ? recall({ ...deps, list, judge: evaluator.judge, newId: randomUUID }) : catchUp({ ...deps, list, judge: evaluator.judge }, mark))
      await evaluator.all()
      for (const episode of desk.live().values()) if (episode.ordered && episode.case === null) ask(episode)
    },
    changed: evaluator.changed,
    redefined: async () => {
      list = watchListOf(catalog())
      await keepRules(ledger, catalog().alerts.values(), clock.local())
      await evaluator.all()
      await evaluator.judge([], clock.local())
    },
    tick: async () => {
      await evaluator.tick()
      void outbox.flush().catch(deps.failed)
    },
    flush: outbox.flush,
    letters: outbox.dead,
    resend: async (id) => {
      const found = await outbox.again(id)
      if (found) await outbox.flush()
      return found
    },
    settled: evaluator.settled,
    judged: evaluator.judged,
    list: async (query, reader) => {
      const isAmong = (episode: Episode): boolean => among(episode, query, reader)
      const past = query.states.includes('resolved') ? await loadResolved(ledger, { rule: query.rule, limit: (query.skip ?? 0) + query.limit, places: reachedBy(regions, reader, query.region) }) : []
      const found = [...[...desk.live().values()].sort(URGENCY), ...past].filter(isAmong)
      return found.slice(query.skip ?? 0, (query.skip ?? 0) + query.limit).map((episode) => infoOf(episode, show(), reader))
    },
    find: async (id, reader) => {
      const episode = await seen(id, reader)
      return episode && infoOf(episode, show(), reader)
    },
    history: async (id, reader) => {
      const episode = await seen(id, reader)
      if (!episode) return []
      const moments = await historyOf(ledger, id)
      return infoOf(episode, show(), reader).suppressed ? moments.map((one) => ({ ...one, value: null })) : moments
    },
    open: (region, may, reader) =>
      [...desk.live().values()]
        .filter((episode) => episode.state !== 'pending' && episode.muted?.by !== 'alert' && may(episode.theme) && regions.contains(region, episode.region))
        .sort(URGENCY).map((episode) => briefOf(episode, show(), reader)),
    briefs: (episodes, reader) =>
      episodes.filter(({ state, region, theme }) => state !== 'pending' && mayRead(regions, reader, region, theme)).map((episode) => briefOf(episode, show(), reader)),
    onChange: (listener) => void listeners.push(listener),
    onOrder: (open) => void openers.push(open),
    rules: (reader) => showRules({ ledger, ...show(), live: [...desk.live().values()] }, reader),
    replay: (id, days, reader, begun) => rehearse(id, days, { ...deps, catalog: catalog(), scope: reader, begun }),
    silences: (reader) =>
      desk.silences().filter(({ region, rule }) => mayRead(regions, reader, region, rule === null ? undefined : catalog().alerts.get(rule)?.theme)).toReversed().map((silence) => showSilence(silence, { ...show(), live: [...desk.live().values()] })).sort((a, b) => SILENCE_ORDER.indexOf(a.state) - SILENCE_ORDER.indexOf(b.state)),
    live: desk.live,
    outcomes: async (since, reader) => outcomesOf((await loadSince(ledger, { since, places: reachedBy(regions, reader) })).filter(({ region, theme }) => mayRead(regions, reader, region, theme)), catalog()),
    close: evaluator.close,
  }
}

import { randomUUID } from 'node:crypto'
import type { Sql } from '../store/index.ts'
import { bandOfNotice, messageOf } from './channels/message-of.ts'
import { createOutbox } from './channels/outbox.ts'
import { createCommands } from './commands.ts'
import { openDesk } from './desk.ts'
import { catchUp } from './evaluate/catch-up.ts'
import { watchListOf } from './evaluate/watch-list.ts'
import { createEvaluator } from './evaluator.ts'
import type { Alerts, AlertsDeps } from './face.ts'
import type { Notice } from './group/due-notices.ts'
import { keepRules, loadMark } from './keep/load.ts'
import { saveSwitch } from './keep/save.ts'
import { createOrders } from './order/orders.ts'
import type { PassContext } from './pass/context.ts'
import { recall } from './replay/recall.ts'
import { rehearse } from './replay/rehearse.ts'
import { createShown } from './show/shown.ts'
import { createSwitching } from './switch/command.ts'
import { createSwitched, fileWords, switchedBy } from './switch/switched.ts'
import type { Episode } from './types.ts'

const PAUSE_MS = 250

/** Opens what was kept and stands ready; `start` begins to judge. */
export const createAlerts = async (deps: AlertsDeps): Promise<Alerts> => {
  const { ledger, regions, clock, indicators, scope, people, failed, channels = [], pauseMs = PAUSE_MS } = deps
  const desk = await openDesk(ledger)
  const declared = deps.catalog
  const catalog = createSwitched(declared, desk.switches)
  const listeners: ((episodes: readonly Episode[]) => void)[] = []
  let list = watchListOf(catalog())
  const show = () => ({ catalog: catalog(), regions, clock, aboutPeople: indicators.aboutPeople })

  const changed = (episodes: readonly Episode[]): void => {
    for (const listener of listeners) listener(episodes)
    orders.askFor(episodes)
  }
  const commands = createCommands({
    desk,
    regions,
    clock,
    changed,
    themeOf: (rule) => catalog().alerts.get(rule)?.theme,
  })
  const orders = createOrders({ catalog, regions, opened: commands.linkCase, failed })
  const outbox = createOutbox({
    ledger,
    clock,
    channels,
    taken: async ({ alerts, why }, channel) => {
      if (why === 'supervised' || why === 'overdue') return
      await commands.taken(
        alerts.map(({ id }) => id),
        why,
        channel,
      )
    },
  })
  const post =
    (notices: readonly Notice[], now: number) =>
    async (sql: Sql): Promise<void> => {
      for (const notice of notices)
        await outbox.put(sql, messageOf(notice, now, show()), ({ takes }) => takes(bandOfNotice(notice)))
    }
  const context = (now: number, seen: PassContext['seen']): PassContext => ({
    catalog: catalog(),
    regions,
    now,
    people: people(),
    silences: desk.silences(),
    switchOf: (id) => switchedBy(declared().alerts.get(id), desk.switches()),
    channelsFor: (notice) => channels.filter(({ takes }) => takes(bandOfNotice(notice))),
    seen,
    newId: randomUUID,
  })
  const evaluator = createEvaluator({
    desk,
    clock,
    indicators,
    regions,
    scope,
    context,
    changed,
    list: () => list,
    post,
    failed,
    pauseMs,
  })
  /** What files say now is kept, and counts where they have changed since somebody said otherwise. */
  const keep = async (): Promise<void> => {
    await keepRules(ledger, declared().alerts.values(), clock.local())
    const newer = fileWords(declared(), desk.switches(), clock.local())
    if (newer.length > 0)
      await desk.plan(async (sql) => {
        for (const word of newer) await saveSwitch(sql, word)
      })
    list = watchListOf(catalog())
  }

  /** What no rule asks for any more ends before anything is judged anew, which takes longer. */
  const follow = async (anew: boolean): Promise<void> => {
    list = watchListOf(catalog())
    await evaluator.judge([], clock.local())
    if (anew) await evaluator.all()
  }

  return {
    ...commands,
    silence: async (wish, person) => {
      const id = await commands.silence(wish, person)
      await evaluator.judge([], clock.local())
      return id
    },
    endSilence: async (id, person) => {
      await commands.endSilence(id, person)
      await evaluator.judge([], clock.local())
    },
    ...createShown({ ledger, desk, show, declared }),
    ...createSwitching({ desk, regions, clock, declared, followed: follow }),
    start: async () => {
      await keep()
      const mark = await loadMark(ledger)
      await (mark === null
        ? recall({ ...deps, list, judge: evaluator.judge, newId: randomUUID })
        : catchUp({ ...deps, list, judge: evaluator.judge }, mark))
      await evaluator.all()
      orders.askFor(desk.live().values())
    },
    changed: evaluator.changed,
    redefined: async () => {
      await keep()
      await follow(true)
    },
    tick: async () => {
      await evaluator.tick()
      void outbox.flush().catch(failed)
    },
    settled: evaluator.settled,
    judged: evaluator.judged,
    onChange: (listener) => void listeners.push(listener),
    onOrder: orders.onOrder,
    replay: (id, days, reader, begun) => rehearse(id, days, { ...deps, catalog: catalog(), scope: reader, begun }),
    live: desk.live,
    flush: outbox.flush,
    sayOfCase: (sql, said) => outbox.put(sql, { ...said, rule: '', alerts: [] }, ({ cases }) => cases),
    letters: outbox.failed,
    resend: async (id) => {
      const found = await outbox.again(id)
      if (found) await outbox.flush()
      return found
    },
    close: evaluator.close,
  }
}

import type { Access } from '../access/index.ts'
import { createAlertFacts, createAlerts, loadChannels, type Alerts } from '../alerts/index.ts'
import { createCaseFacts, createCaseNotices, createCases, createCaseSource, type Cases } from '../cases/index.ts'
import type { Feeder } from '../catalog/index.ts'
import type { Scope } from '../contract/index.ts'
import { fillCases } from '../demo/index.ts'
import { deliverOwn } from '../ingest/index.ts'
import type { Ground } from './ground.ts'
import type { Numbers } from './numbers.ts'
import { folderBeside, type AppOptions } from './options.ts'

const MINUTE_MS = 60_000
const TICK_MS = 1_000

/** Rules judge everything; what of it somebody may see is decided where they read it. */
const everything = (root: string): Scope => ({
  reaches: [{ roots: [root], themes: 'all', class: 'internal', rows: true }],
})

/** From a number beyond its limit to somebody having acted, and back to the numbers that tell how well. */
export interface Loop {
  cases: Cases
  alerts: Alerts
  /** Begins to judge, and to open and climb cases. What is to hear of the first alerts has subscribed before. */
  start: () => Promise<void>
  /** Makes everything follow definitions that have changed. */
  redefine: () => Promise<void>
}

export const createLoop = async (
  ground: Ground,
  { ingest, indicators, demo }: Numbers,
  { people }: Pick<Access, 'people'>,
  options: AppOptions,
): Promise<Loop> => {
  const { logger, clock, regions, catalog, store, ledger, closing, failed } = ground
  const { progress = () => undefined } = options
  const cases = await createCases({ ledger, catalog, regions, clock, people, photos: folderBeside(options, 'photos') })
  if (demo && (await cases.isEmpty())) progress(`演示事件共 ${await fillCases(cases, { regions, catalog, clock })} 件`)

  const own = (feeder: Feeder) => ({
    ledger,
    catalog,
    regions,
    clock,
    failed: failed('own facts not published', { feeder }),
    deliver: deliverOwn(ingest, feeder, (dataset, rejects) =>
      logger.error({ dataset, rejects: rejects.map(({ row, column }) => ({ row, column })) }, 'own facts refused'),
    ),
  })
  const caseFacts = createCaseFacts(own('cases'))
  closing.add(() => caseFacts.close())
  cases.onChange(() => void caseFacts.publish())
  const alerts = await createAlerts({
    ledger,
    store,
    indicators,
    catalog,
    regions,
    clock,
    scope: everything(regions.root.code),
    people,
    channels: loadChannels(options.channels ?? undefined, clock.now),
    failed: failed('alerts not judged'),
  })
  const alertFacts = createAlertFacts(own('alerts'))
  const caseNotices = createCaseNotices({
    ledger,
    catalog,
    regions,
    clock,
    failed: failed('notices of cases not put'),
    put: alerts.sayOfCase,
  })
  cases.onChange(({ action }) => {
    if (action === 'supervise' || action === 'climb') void caseNotices.publish()
  })
  const publish = async (): Promise<void> => void (await Promise.all([caseFacts.publish(), alertFacts.publish()]))
  closing.add(() => alerts.close())
  closing.add(() => alertFacts.close())
  const source = createCaseSource({
    ledger,
    store,
    catalog,
    regions,
    clock,
    open: cases.open,
    failed: failed('rows not turned into cases'),
  })
  closing.add(() => source.close())

  alerts.onOrder(
    async ({ alert, rule, type, title, words, region, handleWithinSeconds }) =>
      (
        await cases.open({
          type,
          title,
          words,
          region,
          handleWithinSeconds,
          cause: `alert:${alert}`,
          origin: { kind: 'rule', title: `预警规则“${rule.title}”`, alert },
        })
      ).id,
  )
  /** Also what ended while nobody was there to note it. */
  const noteEnded = async (): Promise<void> => {
    const open = [...alerts.live().values()].flatMap(({ id, case: number }) =>
      number === null ? [] : [{ id, number }],
    )
    const ended = await cases.ended(open.map(({ number }) => number))
    await alerts.noteCases(new Map(open.map(({ id, number }) => [id, ended.get(number) ?? null])))
  }
  cases.onDeed(({ alert, person, turned }) => {
    if (alert !== null) void alerts.acted(alert, person).catch(failed('acting not noted'))
    if (turned) void noteEnded().catch(failed('ends of cases not noted'))
  })

  return {
    cases,
    alerts,
    start: async () => {
      indicators.onChange(source.changed)
      await source.take()
      indicators.onChange(alerts.changed)
      await publish()
      progress('核对预警')
      await caseNotices.publish()
      await alerts.start()
      await noteEnded()
      alerts.onChange(() => void alertFacts.publish())
      await alertFacts.publish()
      closing.every(TICK_MS, alerts.tick, 'alerts not looked at')
      closing.every(MINUTE_MS, () => cases.climb().finally(() => caseFacts.publish()), 'cases not climbed')
    },
    redefine: async () => {
      await source.take()
      await publish()
      await alerts.redefined()
    },
  }
}

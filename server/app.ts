import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createAccess, createNoticeWords, createTrail, letIn, readProvider, type Guests, type PasswordWork } from './access/index.ts'
import { createAlertFacts, createAlerts, loadChannels } from './alerts/index.ts'
import { createAnalysis, createCauses } from './analysis/index.ts'
import { createAudit } from './audit/index.ts'
import { createCaseFacts, createCases, createCaseSource, unitOf } from './cases/index.ts'
import { loadCatalog, watchCatalog, type Feeder } from './catalog/index.ts'
import type { Person, Scope } from './contract/index.ts'
import { factorKeyFile, localTokenFile } from './data-folder.ts'
import { createDemo, DEMO_PASSWORD, demoPeople, dutyPeople, fillCases, fillUsage } from './demo/index.ts'
import { addressBehind, createHttp, routesOf } from './http/index.ts'
import { createIndicators, mayRead } from './indicators/index.ts'
import { createIngest, deliverOwn } from './ingest/index.ts'
import { createClock, createLogger, createZone } from './lib/index.ts'
import { loadRegions } from './regions/index.ts'
import { createReports, loadOutlets } from './reports/index.ts'
import { createScreens } from './screens/index.ts'
import { isLoopback, type Settings } from './settings.ts'
import { createLedger, createProbe, createStore } from './store/index.ts'
import { createStream } from './stream/index.ts'
import { createUsage } from './usage/index.ts'

const READERS = 3
const READ_LIMIT_MS = 20_000
const SESSION = { idleMs: 2 * 3_600_000, longestMs: 12 * 3_600_000 }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LEDGER_MEMORY = '100MB'
const TICK_MS = 1_000
const TERMS_MS = 250
const PLAN_MS = 15_000
/** What the program itself does is written down too. */
const SYSTEM = { who: 'system', name: '系统', from: '' }

/** Rules judge everything; what of it somebody may see is decided where they read it. */
const everything = (root: string): Scope => ({ reaches: [{ roots: [root], themes: 'all', class: 'internal', rows: true }] })

export interface App {
  /** Opens the port; resolves to the address people open. */
  listen: () => Promise<string>
  /** Opens everything to commands on this machine; also in the file `local-token` of the data folder. */
  localToken: string
  /** Every route and every event this server answers, as it runs: for the proof that each is gated. */
  paths: () => { http: string[]; events: string[] }
  /** Stops taking work, finishes what is under way, closes the store. */
  close: () => Promise<void>
}

export interface AppOptions extends Settings {
  /** Told what is going on while the server gets ready. */
  progress?: (message: string) => void
  now?: () => number
  /** Lets in whom the caller vouches for; see `letIn`. */
  guests?: Guests
  /** What a hash of a password costs: no setting, since nobody who runs this may make it cheaper. */
  passwordWork?: PasswordWork
}

/** Made files lie beside the ledger; of a ledger in memory they go when the machine tidies up. */
const filesOf = ({ ledger }: AppOptions): string => (ledger === ':memory:' ? mkdtempSync(join(tmpdir(), 'yiping-files-')) : join(dirname(ledger), 'files'))

/** The only wiring place: builds every module and subscribes one to the next. Throws when it cannot start, in words for who starts it. */
export const createApp = async (options: AppOptions): Promise<App> => {
  const { progress = () => undefined } = options
  const logger = createLogger(options.logLevel)
  const clock = createClock(createZone(options.timeZone), options.now)
  const regions = loadRegions(options.regions, () => new Date(clock.local()).toISOString().slice(0, 10))
  const probe = await createProbe()
  progress('检查指标定义')
  const definitions = { folder: options.metrics, probe, regions }
  let catalog = await loadCatalog(definitions)
  for (const { file, line, column, message } of catalog.problems) progress(`定义有误 ${file}:${line}:${column} ${message}`)

  if (options.database !== ':memory:') mkdirSync(dirname(options.database), { recursive: true })
  const store = await createStore({ path: options.database, threads: 2, memoryLimit: options.memoryLimit, readers: READERS, readLimitMs: READ_LIMIT_MS })
  const ledger = await createLedger({ path: options.ledger, threads: 1, memoryLimit: LEDGER_MEMORY })
  const audit = await createAudit({
    ledger, clock, algorithm: options.auditHash ?? 'sha256', anchor: options.ledger === ':memory:' ? null : `${options.ledger}.anchor`,
    failed: (error) => logger.error({ err: error }, 'audit entry not written'),
  })
  const ingest = createIngest({ store, catalog: () => catalog, regions, clock })
  const ensure = async (): Promise<void> => {
    for (const { dataset, message } of await ingest.ensure()) logger.error({ dataset }, message)
  }
  await ensure()
  const demo = options.demo && createDemo({ store, catalog: () => catalog, regions, clock, logger, ...options.demo })
  if (demo) {
    if (options.database !== ':memory:') writeFileSync(`${options.database}.demo`, '演示数据\n')
    await demo.fill(progress)
  }
  progress('汇总指标')
  const indicators = createIndicators({ store, catalog: () => catalog, regions, clock, ...(options.smallCount === undefined ? {} : { smallCount: options.smallCount }) })
  await indicators.refresh()

  const analysis = await createAnalysis({ indicators, catalog: () => catalog, regions, clock, ledger, formerName: (id) => access.formerName(id) })
  const access = await createAccess({
    ledger, regions, clock, themeOf: (dataset) => catalog.datasets.get(dataset)?.theme, lastDelivered: ingest.lastBy, unitOf: (id) => unitOf(catalog, regions, id), limits: options.session ?? SESSION, rates: options.rates, secondFactor: options.secondFactor ?? 'optional', adminPassword: options.adminPassword ?? null, knownPassword: isLoopback(options.host) ? null : DEMO_PASSWORD, passwordWork: options.passwordWork,
    demo: options.demo && { password: DEMO_PASSWORD, accounts: demoPeople(regions), others: options.demo.duty ? dutyPeople(regions) : [] },
    provider: options.provider ? readProvider(options.provider.file, options.provider.secret) : null,
    factorKeyFile: options.factorKey ?? (options.ledger === ':memory:' ? null : factorKeyFile(dirname(options.ledger))),
    localTokenFile: options.ledger === ':memory:' ? null : localTokenFile(dirname(options.ledger)),
    say: progress, note: audit.note, failed: (error) => logger.error({ err: error }, 'session not noted'),
  })
  const cases = await createCases({
    ledger, catalog: () => catalog, regions, clock, people: access.people,
    photos: options.ledger === ':memory:' ? mkdtempSync(join(tmpdir(), 'yiping-photos-')) : join(dirname(options.ledger), 'photos'),
  })
  if (demo && (await cases.isEmpty())) progress(`演示事件共 ${await fillCases(cases, { regions, catalog: () => catalog, clock })} 件`)
  const own = (feeder: Feeder) => ({
    ledger, catalog: () => catalog, regions, clock, failed: (error: unknown) => logger.error({ err: error, feeder }, 'own facts not published'),
    deliver: deliverOwn(ingest, feeder, (dataset, rejects) => logger.error({ dataset, rejects }, 'own facts refused')),
  })
  const facts = createCaseFacts(own('cases'))
  cases.onChange(() => void facts.publish())
  const caseSource = createCaseSource({ ledger, store, catalog: () => catalog, regions, clock, open: cases.open, failed: (error) => logger.error({ err: error }, 'rows not turned into cases') })
  const alerts = await createAlerts({
    ledger, store, indicators, catalog: () => catalog, regions, clock, scope: everything(regions.root.code), people: access.people,
    channels: loadChannels(options.channels ?? undefined, clock.now), failed: (error) => logger.error({ err: error }, 'alerts not judged'),
  })
  const alertFacts = createAlertFacts(own('alerts'))
  const publish = async (): Promise<void> => void (await Promise.all([facts.publish(), alertFacts.publish()]))
  const screens = createScreens({ indicators, catalog: () => catalog, regions, clock, alerts: alerts.open, tasks: cases.tasks, notes: analysis.annotations.on, failed: (error) => logger.error({ err: error }, 'panel failed') })
  const counting = { ledger, catalog: () => catalog, regions, clock, outcomes: alerts.outcomes, people: access.people, failed: (error: unknown) => logger.error({ err: error }, 'use of screens not kept') }
  if (demo) {
    const mayOpen = (person: Person, { theme }: { theme: string | null }, place: string): boolean => mayRead(regions, access.scopeFor(person), place, theme ?? undefined)
    const opened = await fillUsage({ ...counting, mayOpen })
    if (opened > 0) progress(`演示看屏记录共 ${opened} 次`)
  }
  const usage = await createUsage(counting)
  const reports = createReports({
    indicators, catalog: () => catalog, regions, clock, ledger, alerts, cases, metrics: options.metrics, files: filesOf(options), audit,
    scopeFor: (person) => access.scopeFor(person, 'export'), rightTo: (person, action) => access.scopeFor(person, action), people: access.people, personNow: (id) => access.personNow(id), formerName: access.formerName, outlets: loadOutlets(options.channels ?? undefined),
    releaseChanged: (people, notice) => {
      if (notice) for (const person of people) access.notices.send(person, { ...notice, from: '' })
      stream.released(people)
    },
    failed: (error) => logger.error({ err: error }, 'job failed'),
  })
  await reports.ready()
  const sweeping = setInterval(() => void reports.jobs.sweep().catch((error: unknown) => logger.error({ err: error }, 'files not swept')), HOUR_MS).unref()
  const server = createServer()
  if (options.guests) letIn(access, options.guests)
  const noticeWords = createNoticeWords({ catalog: () => catalog, regions, nameOf: access.nameOf, moment: (at) => clock.zone.format(clock.zone.toLocal(at)) })
  const tell = createTrail({ catalog: () => catalog, regions, nameOf: access.nameOf, formerName: access.formerName })
  // Before the stream: it takes its own path away from the listeners that are already there, and only from those.
  const http = createHttp({
    causes: createCauses({ indicators, cases, alerts, catalog: () => catalog, regions, clock }),
    catalog: () => catalog, regions, ingest, indicators, alerts, screens, usage, analysis, cases, reports, access, audit, tell, noticeWords, clock, logger,
    demo: demo !== null, client: options.client, proxies: options.proxies ?? null, version: store.version, streamCounts: () => stream.counts(),
  })
  server.on('request', http)
  const stream = createStream({ server, screens, regions, access, usage, clock, logger, note: audit.note, tell, addressOf: addressBehind(options.proxies ?? null) })
  indicators.onChange(stream.changed)
  analysis.annotations.onChange(stream.annotated)
  access.onChange(stream.recheck)
  access.onChange(reports.jobs.recheck)
  access.notices.onChange((person) => stream.noticed(person, access.notices.unread(person)))
  cases.onChange(stream.caseChanged)
  indicators.onChange(caseSource.changed)
  await caseSource.take()
  audit.onAppended(stream.audited)
  const climbing = setInterval(() => void cases.climb().catch((error: unknown) => logger.error({ err: error }, 'cases not climbed')).then(facts.publish), MINUTE_MS)
  indicators.onChange(alerts.changed)
  alerts.onOrder(async ({ alert, rule, type, title, words, region, handleWithinSeconds }) =>
    (await cases.open({ type, title, words, region, handleWithinSeconds, cause: `alert:${alert}`, origin: { kind: 'rule', title: `预警规则“${rule.title}”`, alert } })).id)
  cases.onDeed(({ alert, person }) => { if (alert !== null) void alerts.acted(alert, person).catch((error: unknown) => logger.error({ err: error }, 'acting not noted')) })
  alerts.onChange((episodes) => stream.alerted(episodes.map(({ region }) => region), (scope) => alerts.briefs(episodes, scope)))
  await publish()
  progress('核对预警')
  await alerts.start()
  alerts.onChange(() => void alertFacts.publish())
  await alertFacts.publish()
  const ticking = setInterval(() => void alerts.tick(), TICK_MS)
  const ending = setInterval(() => void access.tick().catch((error: unknown) => logger.error({ err: error }, 'ends of terms not looked at')), TERMS_MS)
  const planning = setInterval(() => void reports.plans.tick().catch((error: unknown) => logger.error({ err: error }, 'report plans not looked at')), PLAN_MS)

  const watch = watchCatalog({
    ...definitions,
    current: catalog,
    onChange: (next) => {
      catalog = next
      audit.note({ ...SYSTEM, deed: 'configure', what: `metrics revision:${next.revision} problems:${next.problems.length}`, outcome: next.problems.length === 0 ? 'done' : 'failed' })
      void ensure().then(indicators.refresh).then(caseSource.take).then(publish).then(alerts.redefined).then(() => stream.redefined(next.revision), (error: unknown) => logger.error({ err: error }, 'definitions not applied'))
    },
  })

  /** The first to open a screen should not wait for what nobody has asked yet. */
  const warm = async (): Promise<void> => {
    const everybody = access.scopeOf({ authorization: `Bearer ${access.localToken}` })
    for (const screen of catalog.screens.keys()) await screens.compose(screen, regions.root.code, everybody).catch(() => undefined)
  }

  return {
    localToken: access.localToken,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'EADDRINUSE' ? new Error(`端口 ${options.port} 已被占用：请先停止占用它的程序，或用 PORT 另设一个端口`) : error))
        server.listen(options.port, options.host, () => {
          const { address, port } = server.address() as AddressInfo
          const url = `http://${address.includes(':') ? `[${address}]` : address}:${port}`
          demo?.feed(url, access.localToken)
          void warm()
          resolve(url)
        })
      }),
    paths: () => ({ http: routesOf(http), events: stream.events() }),
    close: async () => {
      clearInterval(climbing)
      clearInterval(sweeping)
      clearInterval(ticking)
      clearInterval(ending)
      clearInterval(planning)
      await watch.close()
      await demo?.close()
      await stream.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await usage.close()
      await access.close()
      await caseSource.close()
      await facts.close()
      await alertFacts.close()
      await alerts.close()
      await reports.close()
      await store.close()
      await audit.close()
      await ledger.close()
      probe.close()
    },
  }
}

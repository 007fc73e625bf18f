import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createAudit, type Audit } from '../audit/index.ts'
import { loadCatalog, watchCatalog, type Catalog } from '../catalog/index.ts'
import { createClock, createLogger, createZone, type Clock, type Logger } from '../lib/index.ts'
import { loadRegions, type Regions } from '../regions/index.ts'
import { createLedger, createProbe, createStore, type Ledger, type Store } from '../store/index.ts'
import { createClosing, type Closing } from './closing.ts'
import type { AppOptions } from './options.ts'

const READERS = 3
const READ_LIMIT_MS = 20_000
const LEDGER_MEMORY = '100MB'
/** What the program itself does is written down too. */
const SYSTEM = { who: 'system', name: '系统', from: '' }

/** What everything stands on: time, places, definitions, both stores and the audit. */
export interface Ground {
  logger: Logger
  clock: Clock
  regions: Regions
  /** The definitions as they are now. */
  catalog: () => Catalog
  store: Store
  ledger: Ledger
  audit: Audit
  closing: Closing
  /** Something failed that nobody waits for: logged in these words. */
  failed: (words: string, of?: Record<string, unknown>) => (error: unknown) => void
  /** Looks after the files of the definitions from now on; `changed` has to make everything else follow. */
  watch: (changed: (revision: string) => void) => void
}

export const layGround = async (options: AppOptions): Promise<Ground> => {
  const { progress = () => undefined } = options
  const logger = createLogger(options.logLevel)
  const closing = createClosing(logger)
  const failed: Ground['failed'] =
    (words, of = {}) =>
    (error) =>
      logger.error({ err: error, ...of }, words)
  const clock = createClock(createZone(options.timeZone), options.now)
  const regions = loadRegions(options.regions, () => new Date(clock.local()).toISOString().slice(0, 10))

  const probe = await createProbe()
  closing.add(() => probe.close())
  progress('检查指标定义')
  const definitions = { folder: options.metrics, probe, regions }
  let catalog = await loadCatalog(definitions)
  for (const { file, line, column, message } of catalog.problems)
    progress(`定义有误 ${file}:${line}:${column} ${message}`)

  if (options.database !== ':memory:') mkdirSync(dirname(options.database), { recursive: true })
  const store = await createStore({
    path: options.database,
    threads: 2,
    memoryLimit: options.memoryLimit,
    readers: READERS,
    readLimitMs: READ_LIMIT_MS,
  })
  closing.add(() => store.close())
  const ledger = await createLedger({ path: options.ledger, threads: 1, memoryLimit: LEDGER_MEMORY })
  closing.add(() => ledger.close())
  const audit = await createAudit({
    ledger,
    clock,
    algorithm: options.auditHash ?? 'sha256',
    anchor: options.ledger === ':memory:' ? null : `${options.ledger}.anchor`,
    failed: failed('audit entry not written'),
  })
  closing.add(() => audit.close())

  const watch: Ground['watch'] = (changed) => {
    const watching = watchCatalog({
      ...definitions,
      current: catalog,
      onChange: (next) => {
        catalog = next
        audit.note({
          ...SYSTEM,
          deed: 'configure',
          what: `metrics revision:${next.revision} problems:${next.problems.length}`,
          outcome: next.problems.length === 0 ? 'done' : 'failed',
        })
        changed(next.revision)
      },
    })
    closing.add(() => watching.close())
  }
  return { logger, clock, regions, catalog: () => catalog, store, ledger, audit, closing, failed, watch }
}

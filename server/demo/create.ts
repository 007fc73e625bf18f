import type { DemoContext } from '../../fixtures/demo/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Clock, Logger } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Store } from '../store/index.ts'
import { createDuty, type Duty } from './duty/index.ts'
import { startFeed, type Feed } from './feed.ts'
import { demoSpan, loadDemo } from './load.ts'
import { DEMO_PASSWORD } from './people.ts'
import { placeTableSql, PLACE_TABLE } from './place-table.ts'

const SEED = 20_261

export interface DemoDeps {
  store: Store
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  logger: Logger
  months: number
  /** Feed times real time; 0 = none. */
  speed: number
  /** Whether people of the model city sign for alerts and work on cases. */
  duty: boolean
}

/** The model city: history made in the store, then rows delivered like any department's. */
export interface Demo {
  /** Fills an empty store; does nothing to one that has rows. */
  fill: (progress: (message: string) => void) => Promise<void>
  /** Starts delivering to the server at this address, and the work of those on duty. */
  feed: (url: string, token: string) => void
  close: () => Promise<void>
}

export const createDemo = ({ store, catalog, regions, clock, logger, months, speed, duty }: DemoDeps): Demo => {
  let running: Promise<Feed | null> = Promise.resolve(null)
  let people: Duty | null = null
  const context = (now: number): DemoContext => ({
    seed: SEED,
    ...demoSpan(now, months),
    table: PLACE_TABLE,
    root: regions.root.code,
  })
  return {
    fill: async (progress) => {
      if (store.version() > 0) return
      const now = clock.local()
      const rows = await store.upkeep(async (sql) => {
        await sql.query(placeTableSql(regions))
        return loadDemo(sql, {
          catalog: catalog(),
          context: context(now),
          now,
          progress: (title, done, all) => progress(`生成演示城市 ${done}/${all} ${title}`),
        })
      })
      progress(`演示城市共 ${rows.toLocaleString('zh-CN')} 行`)
    },
    feed: (url, token) => {
      if (duty) {
        people = createDuty({
          url,
          password: DEMO_PASSWORD,
          seed: SEED,
          speed: speed || 1,
          regions,
          now: clock.now,
          logger,
        })
        people.start()
      }
      if (speed === 0) return
      running = startFeed({ url, token, context: context(clock.local()), regions, clock, logger, speed }).catch(
        (error: unknown) => {
          logger.error({ err: error }, 'demonstration feed not started')
          return null
        },
      )
    },
    close: async () => {
      await people?.stop()
      ;(await running)?.stop()
    },
  }
}

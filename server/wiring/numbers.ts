import { writeFileSync } from 'node:fs'
import { createDemo } from '../demo/index.ts'
import { createIndicators, type Indicators } from '../indicators/index.ts'
import { createIngest, type Ingest } from '../ingest/index.ts'
import type { Ground } from './ground.ts'
import type { AppOptions } from './options.ts'

/** The way of a row to a number. */
export interface Numbers {
  ingest: Ingest
  indicators: Indicators
  /** The model city, where it is to be shown. */
  demo: ReturnType<typeof createDemo> | null
  /** Makes tables and numbers what the definitions say now. */
  redefine: () => Promise<void>
}

/** Resolves when all numbers are there. */
export const createNumbers = async (ground: Ground, options: AppOptions): Promise<Numbers> => {
  const { logger, clock, regions, catalog, store } = ground
  const { progress = () => undefined } = options
  const ingest = createIngest({ store, catalog, regions, clock })
  const ensure = async (): Promise<void> => {
    for (const { dataset, message } of await ingest.ensure()) logger.error({ dataset }, message)
  }
  await ensure()
  const demo = options.demo && createDemo({ store, catalog, regions, clock, logger, ...options.demo })
  if (demo) {
    // Says of this folder that its data are made up, whatever it is started with next.
    if (options.database !== ':memory:') writeFileSync(`${options.database}.demo`, '演示数据\n')
    await demo.fill(progress)
  }
  progress('汇总指标')
  const indicators = createIndicators({
    store,
    catalog,
    regions,
    clock,
    ...(options.smallCount === undefined ? {} : { smallCount: options.smallCount }),
  })
  await indicators.refresh()
  return {
    ingest,
    indicators,
    demo,
    redefine: async () => {
      await ensure()
      await indicators.refresh()
    },
  }
}

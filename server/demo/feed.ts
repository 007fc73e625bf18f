import { createLiveFeed, type DemoContext } from '../../fixtures/demo/index.ts'
import type { Clock, Logger } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import { createProbe } from '../store/index.ts'
import { placeTableSql } from './place-table.ts'

interface FeedOptions {
  /** Address of the server. */
  url: string
  /** Opens the door for its deliveries. */
  token: string
  context: DemoContext
  regions: Regions
  clock: Clock
  logger: Logger
  speed: number
}

export interface Feed {
  stop: () => void
}

const deliver = async ({ url, token }: FeedOptions, dataset: string, rows: object[]): Promise<void> => {
  const response = await fetch(`${url}/api/v1/datasets/${dataset}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', authorization: `Bearer ${token}` },
    body: rows.map((row) => JSON.stringify(row)).join('\n'),
    signal: AbortSignal.timeout(30_000),
  })
  const body = await response.text()
  if (!response.ok) throw new Error(`${dataset} ${response.status} ${body.slice(0, 300)}`)
}

/** Plays the model city on, through the same door as any department. */
export const startFeed = async (options: FeedOptions): Promise<Feed> => {
  const { context, regions, clock, logger, speed } = options
  const probe = await createProbe()
  await probe.rows(placeTableSql(regions))
  const feed = createLiveFeed({
    context,
    clock,
    speed,
    query: probe.rows,
    send: (dataset, rows) => deliver(options, dataset, rows),
    failed: (error) => logger.warn({ err: error }, 'demonstration rows not delivered'),
  })
  feed.start()
  return {
    stop: () => {
      void feed.stop().then(() => probe.close())
    },
  }
}

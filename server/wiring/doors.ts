import { createServer, type Server } from 'node:http'
import { createNoticeWords, createTrail, type Access } from '../access/index.ts'
import { createCauses } from '../analysis/index.ts'
import { addressBehind, createHttp, routesOf } from '../http/index.ts'
import { createStream, type Stream } from '../stream/index.ts'
import type { Ground } from './ground.ts'
import type { Loop } from './loop.ts'
import type { Numbers } from './numbers.ts'
import type { AppOptions } from './options.ts'
import type { Sight } from './sight.ts'

/** How the outside gets in: one port, HTTP and the stream behind it. */
export interface Doors {
  server: Server
  stream: Stream
  routes: () => string[]
}

interface Parts {
  ground: Ground
  numbers: Numbers
  access: Access
  loop: Loop
  sight: Sight
}

/**
 * Longer than a proxy keeps a line of its own to us (nginx: 60 s): no line must end just as a request is sent over it,
 * because a proxy does not repeat what changes something.
 */
const KEPT_OPEN_MS = 65_000

/** Nothing is open yet: the port is the caller's to open. */
export const createDoors = ({ ground, numbers, access, loop, sight }: Parts, options: AppOptions): Doors => {
  const { logger, clock, regions, catalog, store, audit, closing } = ground
  const { ingest, indicators } = numbers
  const { cases, alerts } = loop
  const { screens, usage, analysis, reports, quality } = sight
  const proxies = options.proxies ?? null
  const noticeWords = createNoticeWords({
    catalog,
    regions,
    nameOf: access.nameOf,
    moment: (at) => clock.zone.format(clock.zone.toLocal(at)),
  })
  const tell = createTrail({ catalog, regions, nameOf: access.nameOf, formerName: access.formerName })
  const http = createHttp({
    causes: createCauses({ indicators, cases, alerts, catalog, regions, clock }),
    catalog,
    regions,
    ingest,
    indicators,
    alerts,
    screens,
    usage,
    analysis,
    cases,
    reports,
    quality,
    access,
    audit,
    tell,
    noticeWords,
    clock,
    logger,
    demo: numbers.demo !== null,
    client: options.client,
    proxies,
    version: store.version,
    streamCounts: () => stream.counts(),
  })
  const server = createServer({ keepAliveTimeout: KEPT_OPEN_MS })
  // Before the stream: it takes its own path away from the listeners that are already there, and only from those.
  server.on('request', http)
  const stream = createStream({
    server,
    screens,
    regions,
    access,
    usage,
    clock,
    logger,
    note: audit.note,
    tell,
    addressOf: addressBehind(proxies),
  })
  closing.add(async () => {
    await stream.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  indicators.onChange(stream.changed)
  analysis.annotations.onChange(stream.annotated)
  access.onChange(stream.recheck)
  access.onChange(reports.jobs.recheck)
  access.notices.onChange((person) => stream.noticed(person, access.notices.unread(person)))
  cases.onChange(stream.caseChanged)
  alerts.onChange((episodes) =>
    stream.alerted(
      episodes.map(({ region }) => region),
      (scope) => alerts.briefs(episodes, scope),
    ),
  )
  audit.onAppended(stream.audited)
  return { server, stream, routes: () => routesOf(http) }
}

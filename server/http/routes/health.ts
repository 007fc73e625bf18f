import { Router, type RequestHandler } from 'express'
import { problem, Refused } from '../../indicators/index.ts'
import { can } from '../../regions/index.ts'
import type { HttpDeps } from '../deps.ts'
import { createGate } from '../gate/index.ts'

const series =
  (kind: 'gauge' | 'counter') =>
  (name: string, help: string, value: number): string =>
    `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${name} ${value}\n`
const gauge = series('gauge')
const counter = series('counter')

const notTheirs = problem(403, 'not-allowed', '没有查看运行指标的权限', { hint: '需要“配置”权限，请联系系统管理员' })

/**
 * For whoever keeps the service running; what collects figures has a token that may configure the whole. They move with every
 * delivery and alert of the whole city, so that whoever sees a part of it is not told them.
 */
export const healthRoutes = ({ version, streamCounts, catalog, access, alerts, regions }: HttpDeps): Router => {
  const keepers: RequestHandler = ({ headers }, _, next) => {
    const person = access.personOf(headers)
    next(
      person !== null && can(regions, person, { action: 'configure', region: regions.root.code })
        ? undefined
        : new Refused(notTheirs),
    )
  }
  return Router()
    .get('/healthz', (_, response) => void response.json({ status: 'ok' }))
    .get('/readyz', (_, response) => void response.json({ status: 'ready', version: version() }))
    .get('/metrics', createGate(access), keepers, (_, response) => {
      const memory = process.memoryUsage()
      const cpu = process.cpuUsage()
      const { sockets, views } = streamCounts()
      const judged = alerts.judged()
      response
        .type('text/plain; version=0.0.4')
        .send(
          [
            gauge('yiping_version', 'Number of the last committed batch.', version()),
            gauge('yiping_sockets', 'Open stream connections.', sockets),
            gauge('yiping_views', 'Views kept up to date.', views),
            gauge('yiping_catalog_problems', 'Definitions that do not validate.', catalog().problems.length),
            counter('yiping_alert_passes_total', 'Times that changed numbers were judged by the rules.', judged.passes),
            counter('yiping_alert_cells_judged_total', 'Numbers of places that were judged.', judged.cells),
            gauge('process_resident_memory_bytes', 'Resident memory.', memory.rss),
            gauge('nodejs_heap_size_used_bytes', 'Used heap.', memory.heapUsed),
            gauge('process_cpu_seconds_total', 'CPU time.', (cpu.user + cpu.system) / 1e6),
            gauge('process_uptime_seconds', 'Time since start.', process.uptime()),
          ].join(''),
        )
    })
}

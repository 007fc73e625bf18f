import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer, type Server } from './world/index.ts'

/** What a lane of stories has to itself: nothing one lane breaks, feeds or closes is seen by another. */
export interface City {
  url: string
  /** Opens the server to programs. */
  token: string
  /** A copy of metrics/ that the stories may break. */
  metrics: string
}

declare module 'vitest' {
  interface ProvidedContext { cities: City[] }
}

const METRICS = resolve(import.meta.dirname, '../metrics')

let folder = ''
const servers: Server[] = []

/** A small model city without live feed for each lane: what moves, a story moved. It is made once and copied. */
export const setup = async (project: TestProject): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-'))
  const dataOf = (lane: number): string => join(folder, `data-${lane}`)
  const start = (lane: number, metrics: string): Promise<Server> => startServer({
    data: dataOf(lane),
    environment: { YIPING_DEMO: '1', YIPING_DEMO_MONTHS: '2', YIPING_DEMO_SPEED: '0', YIPING_METRICS: metrics },
    limitSeconds: 170,
  })
  const open = async (lane: number): Promise<City> => {
    const metrics = join(folder, `metrics-${lane}`)
    cpSync(METRICS, metrics, { recursive: true })
    const server = await start(lane, metrics)
    servers.push(server)
    return { url: server.url, token: server.token, metrics }
  }
  await (await start(0, METRICS)).stop()
  const lanes = Array.from({ length: project.config.maxWorkers }, (_, lane) => lane)
  for (const lane of lanes.slice(1)) cpSync(dataOf(0), dataOf(lane), { recursive: true })
  project.provide('cities', await Promise.all(lanes.map(open)))
}

export const teardown = async (): Promise<void> => {
  await Promise.all(servers.map((server) => server.stop()))
  if (folder) rmSync(folder, { recursive: true, force: true })
}

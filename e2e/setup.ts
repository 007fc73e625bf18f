import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { oneFile } from '../server/one-file.fixture.ts'
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
  interface ProvidedContext {
    cities: City[]
  }
}

const METRICS = resolve(import.meta.dirname, '../metrics')
const QUIET = { YIPING_DEMO: '1', YIPING_DEMO_MONTHS: '2', YIPING_DEMO_SPEED: '0' }

let folder = ''
let program = ''
const servers: Server[] = []

/**
 * A small model city without live feed, made once by the program as it is shipped and copied for each lane: what moves,
 * a story moved. Every server and command after it runs the same as one plain file, which starts in a third of the time.
 */
export const setup = async (project: TestProject): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-'))
  const model = join(folder, 'model')
  const [shipped, made] = await Promise.all([
    startServer({ data: model, environment: QUIET, limitSeconds: 300 }),
    oneFile(resolve(import.meta.dirname, '../server/cli/program.ts')),
  ])
  await shipped.stop()
  program = made.folder
  process.env['YIPING_PROGRAM'] = made.file
  const open = async (lane: number): Promise<City> => {
    const [data, metrics] = [join(folder, `data-${lane}`), join(folder, `metrics-${lane}`)]
    cpSync(model, data, { recursive: true })
    cpSync(METRICS, metrics, { recursive: true })
    const server = await startServer({ data, environment: { ...QUIET, YIPING_METRICS: metrics } })
    servers.push(server)
    return { url: server.url, token: server.token, metrics }
  }
  project.provide(
    'cities',
    await Promise.all(Array.from({ length: project.config.maxWorkers }, (_, lane) => open(lane))),
  )
}

export const teardown = async (): Promise<void> => {
  await Promise.all(servers.map((server) => server.stop()))
  for (const made of [folder, program]) if (made) rmSync(made, { recursive: true, force: true })
}

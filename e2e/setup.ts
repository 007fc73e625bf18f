import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startServer, type Server } from './world/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    url: string
    /** Opens the server to programs. */
    token: string
    /** A copy of metrics/ that the stories may break. */
    metrics: string
  }
}

let folder = ''
let server: Server | null = null

/** One small model city without live feed for all stories: what moves, a story moved. */
export const setup = async (project: TestProject): Promise<void> => {
  folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-'))
  const metrics = join(folder, 'metrics')
  cpSync(resolve(import.meta.dirname, '../metrics'), metrics, { recursive: true })
  server = await startServer({
    data: join(folder, 'data'),
    environment: { YIPING_DEMO: '1', YIPING_DEMO_MONTHS: '2', YIPING_DEMO_SPEED: '0', YIPING_METRICS: metrics },
    limitSeconds: 170,
  })
  project.provide('url', server.url)
  project.provide('token', server.token)
  project.provide('metrics', metrics)
}

export const teardown = async (): Promise<void> => {
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
}

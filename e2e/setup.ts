import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'vite'
import type { TestProject } from 'vitest/node'
import { startServer, type Server } from './world/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    url: string
    /** A copy of metrics/ that the stories may break. */
    metrics: string
    data: string
  }
}

const root = resolve(import.meta.dirname, '..')
let folder = ''
let server: Server | null = null

/** One small model city without live feed for all stories: what moves, a story moved. */
export const setup = async (project: TestProject): Promise<void> => {
  if (!existsSync(join(root, 'dist/index.html'))) await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
  folder = mkdtempSync(join(tmpdir(), 'yiping-e2e-'))
  const [data, metrics] = [join(folder, 'data'), join(folder, 'metrics')]
  cpSync(join(root, 'metrics'), metrics, { recursive: true })
  server = await startServer({ data, environment: { YIPING_DEMO: '1', YIPING_DEMO_MONTHS: '2', YIPING_DEMO_SPEED: '0', YIPING_METRICS: metrics } })
  project.provide('url', server.url)
  project.provide('metrics', metrics)
  project.provide('data', data)
}

export const teardown = async (): Promise<void> => {
  await server?.stop()
  if (folder) rmSync(folder, { recursive: true, force: true })
}

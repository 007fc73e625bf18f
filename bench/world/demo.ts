import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer, type Server } from '../../e2e/world/index.ts'
import { say } from './line.ts'

let folder: string | null = null

/**
 * The demonstration city in full, made once for all who ask; without live feed unless a speed is given, with settings
 * of one's own.
 */
export const startDemo = async (speed = 0, more: Record<string, string> = {}): Promise<Server> => {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'yiping-bench-demo-'))
    say('  making the demonstration city …')
  }
  return startServer({
    data: folder,
    environment: { YIPING_DEMO: '1', YIPING_DEMO_SPEED: String(speed), YIPING_LOG: 'error', ...more },
    limitSeconds: 300,
  })
}

export const demoFolder = (): string => folder ?? ''

export const removeDemo = (): void => {
  if (folder) rmSync(folder, { recursive: true, force: true })
  folder = null
}

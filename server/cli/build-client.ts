import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CLIENT } from '../settings.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['client', 'server/contract', 'public', 'vite.config.ts', 'package-lock.json']

const newest = (path: string): number => {
  const found = statSync(path)
  return found.isDirectory()
    ? readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
    : found.mtimeMs
}

const isFresh = (): boolean => {
  const built = join(CLIENT, 'index.html')
  return (
    existsSync(built)
    && SOURCES.every(
      (source) => !existsSync(join(ROOT, source)) || newest(join(ROOT, source)) <= statSync(built).mtimeMs,
    )
  )
}

/**
 * Builds the pages when they are missing or older than their sources; in a process of its own, whose memory goes with
 * it.
 */
export const buildClient = async (progress: (message: string) => void): Promise<void> => {
  if (isFresh()) return
  progress('构建页面…')
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
      .on('error', reject)
      .on('exit', resolve)
  })
  if (code !== 0) throw new Error('页面构建失败，原因见上')
}

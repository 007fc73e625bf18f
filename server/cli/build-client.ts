import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CLIENT } from '../settings.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = ['client', 'server/contract', 'public', 'vite.config.ts', 'package-lock.json'].map((name) =>
  join(ROOT, name),
)

const newest = (path: string): number => {
  const found = statSync(path)
  return found.isDirectory()
    ? readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0)
    : found.mtimeMs
}

/** Whether what was built, as its stamp says, is whole and no older than its sources. */
export const isFresh = (stamp: string, sources: readonly string[]): boolean =>
  existsSync(stamp) && sources.every((source) => !existsSync(source) || newest(source) <= statSync(stamp).mtimeMs)

/**
 * Builds the pages when they are missing or older than their sources; in a process of its own, whose memory goes with
 * it.
 */
export const buildClient = async (progress: (message: string) => void): Promise<void> => {
  // Written by the last step of a build (vite.config.ts): one that was broken off has none.
  if (isFresh(join(CLIENT, '.built'), SOURCES)) return
  progress('构建页面…')
  const vite = fileURLToPath(new URL('bin/vite.js', import.meta.resolve('vite/package.json')))
  const code = await new Promise<number | null>((resolve, reject) => {
    spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: ROOT, stdio: 'inherit' })
      .on('error', reject)
      .on('exit', resolve)
  })
  if (code !== 0) throw new Error('页面构建失败，原因见上')
}

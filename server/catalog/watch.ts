import { setTimeout as wait } from 'node:timers/promises'
import { compileCatalog, unreadable, type LoadOptions } from './load.ts'
import { readSourceFiles, type SourceFile } from './reading/files.ts'
import { watchFolder } from './reading/watch-folder.ts'
import type { Catalog } from './model/index.ts'

export interface WatchOptions extends Omit<LoadOptions, 'previous'> {
  current: Catalog
  /** Told, one after the other, each catalogue that differs from the one before. */
  onChange: (catalog: Catalog) => void
  /** Files must be the same for this long before they are believed. */
  settleMs?: number
  /** How often to look without being told, for file systems that do not tell. */
  lookMs?: number
}

export interface CatalogWatch {
  catalog: () => Catalog
  /** Resolves when nothing runs any more; the probe may then be closed. */
  close: () => Promise<void>
}

const PATIENCE = 20

const isSame = (a: readonly SourceFile[], b: readonly SourceFile[]): boolean =>
  a.length === b.length && a.every(({ file, text }, index) => b[index]!.file === file && b[index]!.text === text)

/** Files that have stopped changing: a folder that is just being written is waited for, though not for ever. */
const settled = async (folder: string, settleMs: number): Promise<SourceFile[]> => {
  let files = await readSourceFiles(folder)
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    await wait(settleMs)
    const again = await readSourceFiles(folder)
    if (isSame(files, again)) break
    files = again
  }
  return files
}

/** Keeps the catalogue as the folder is, without a restart; what breaks keeps its last good version. */
export const watchCatalog = ({
  folder,
  current,
  onChange,
  settleMs = 150,
  lookMs = 10_000,
  ...options
}: WatchOptions): CatalogWatch => {
  let catalog = current
  let seen: SourceFile[] | null = null
  let running: Promise<void> | null = null
  let again = false
  let closed = false

  const next = async (): Promise<Catalog> => {
    try {
      await watcher.follow()
      if (seen !== null && isSame(seen, await readSourceFiles(folder))) return catalog
      const files = await settled(folder, settleMs)
      if (files.length === 0) return unreadable(catalog, '目录里没有定义文件')
      seen = files
      return await compileCatalog(files, { ...options, previous: catalog })
    } catch (error) {
      seen = null
      return unreadable(catalog, (error as NodeJS.ErrnoException).code ?? String(error))
    }
  }
  const run = async (): Promise<void> => {
    do {
      again = false
      const found = await next()
      if (closed || found.revision === catalog.revision) continue
      catalog = found
      onChange(found)
    } while (again && !closed)
  }
  const look = (): void => {
    again = true
    running ??= run().finally(() => (running = null))
  }
  const watcher = watchFolder(folder, look)
  const timer = setInterval(look, lookMs)
  timer.unref()
  look()

  return {
    catalog: () => catalog,
    close: async () => {
      closed = true
      clearInterval(timer)
      watcher.close()
      await running?.catch(() => undefined)
      watcher.close()
    },
  }
}

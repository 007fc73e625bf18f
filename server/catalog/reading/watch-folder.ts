import { watch, type FSWatcher } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'

interface FolderWatch {
  /** Follows folders that came and went; call before reading, so that nothing falls between. */
  follow: () => Promise<void>
  close: () => void
}

const foldersIn = async (root: string): Promise<string[]> => {
  try {
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    return [
      root,
      ...entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name)),
    ]
  } catch {
    return []
  }
}

/** Calls `changed` for every event in a folder or below, and when the folder itself is replaced. Never throws. */
export const watchFolder = (root: string, changed: () => void): FolderWatch => {
  const watchers = new Map<string, FSWatcher>()
  const drop = (folder: string): void => {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  const add = (folder: string, only: string | null): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (only === null) changed()
        else if (name === only) {
          // Another folder may stand there now; the old watches look at the one that went.
          for (const followed of [...watchers.keys()]) if (followed !== folder) drop(followed)
          changed()
        }
      })
      watcher.on('error', () => drop(folder))
      watchers.set(folder, watcher)
    } catch {
      // Too many watches, or a file system without them: the regular look finds changes, only later.
    }
  }
  const above = path.dirname(path.resolve(root))
  add(above, path.basename(path.resolve(root)))
  return {
    follow: async () => {
      const folders = await foldersIn(root)
      for (const known of [...watchers.keys()]) if (known !== above && !folders.includes(known)) drop(known)
      for (const folder of folders) if (!watchers.has(folder)) add(folder, null)
    },
    close: () => {
      for (const folder of [...watchers.keys()]) drop(folder)
    },
  }
}

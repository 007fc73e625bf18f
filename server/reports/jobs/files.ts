import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, type WriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The files jobs have made, each under its job's id, and beside those under way what has been read for them. */
export interface Files {
  /** Takes away what was read for jobs other than these, which go on. */
  ready: (going: readonly string[]) => void
  path: (id: string) => string
  /** Folder of what has been read for a job. */
  pages: (id: string) => string
  has: (id: string) => boolean
  create: (id: string) => WriteStream
  size: (id: string) => Promise<number>
  remove: (id: string) => Promise<void>
  removePages: (id: string) => Promise<void>
}

const PAGES = '.pages'

export const createFiles = (folder: string): Files => {
  const path = (id: string): string => join(folder, id)
  const pages = (id: string): string => `${path(id)}${PAGES}`
  return {
    path,
    pages,
    ready: (going) => {
      mkdirSync(folder, { recursive: true })
      for (const name of readdirSync(folder))
        if (name.endsWith(PAGES) && !going.includes(name.slice(0, -PAGES.length)))
          rmSync(join(folder, name), { recursive: true })
    },
    has: (id) => existsSync(path(id)),
    // A cancelled stream ends with a fault nobody has to hear of; the work itself tells.
    create: (id) => createWriteStream(path(id)).on('error', () => undefined),
    size: async (id) => (await stat(path(id))).size,
    remove: (id) => rm(path(id), { force: true }),
    removePages: (id) => rm(pages(id), { recursive: true, force: true }),
  }
}

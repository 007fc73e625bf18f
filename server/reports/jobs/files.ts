import { createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** The files jobs have made, each under its job's id. */
export interface Files {
  ready: () => void
  path: (id: string) => string
  has: (id: string) => boolean
  create: (id: string) => WriteStream
  size: (id: string) => Promise<number>
  remove: (id: string) => Promise<void>
}

export const createFiles = (folder: string): Files => {
  const path = (id: string): string => join(folder, id)
  return {
    path,
    ready: () => void mkdirSync(folder, { recursive: true }),
    has: (id) => existsSync(path(id)),
    // A cancelled stream ends with a fault nobody has to hear of; the work itself tells.
    create: (id) => createWriteStream(path(id)).on('error', () => undefined),
    size: async (id) => (await stat(path(id))).size,
    remove: (id) => rm(path(id), { force: true }),
  }
}

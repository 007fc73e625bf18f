import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'

/**
 * What has been read for one file, kept on disk as it comes: work broken off at any moment goes on where it stopped.
 */
export interface Spool {
  /**
   * What all pages are read at: `now` at first, and the same again for as long as `under` is the same. Pages read under
   * anything else are gone.
   */
  begin: <T>(under: string, now: T) => Promise<T>
  /** A page as it was read then, else as `read` gives it now, which is kept. What was kept by halves is read again. */
  page: <T>(at: number, read: () => Promise<T>) => Promise<T>
}

interface Begun {
  under: string
  now: unknown
}

const pack = promisify(gzip)
const unpack = promisify(gunzip)

/** `begun` is told whether pages of before are there and of use. */
export const createSpool = (folder: string, begun: (again: boolean) => void): Spool => {
  const path = (name: string): string => join(folder, `${name}.gz`)
  /** Under its name a file is whole: it got there in one step, and its checksum says so of its bytes. */
  const keep = async (name: string, what: unknown): Promise<void> => {
    await writeFile(`${path(name)}.half`, await pack(JSON.stringify(what), { level: constants.Z_BEST_SPEED }))
    await rename(`${path(name)}.half`, path(name))
  }
  const kept = async <T>(name: string): Promise<{ was: T } | null> => {
    const packed = await readFile(path(name)).catch(() => null)
    return (
      packed
      && unpack(packed).then(
        (text) => ({ was: JSON.parse(text.toString()) as T }),
        () => null,
      )
    )
  }
  return {
    begin: async (under, now) => {
      const before = await kept<Begun>('begun')
      const again = before?.was.under === under
      begun(again)
      if (again) return before.was.now as typeof now
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true })
      await keep('begun', { under, now } satisfies Begun)
      return now
    },
    page: async (at, read) => {
      const before = await kept<Awaited<ReturnType<typeof read>>>(String(at))
      if (before) return before.was
      const page = await read()
      await keep(String(at), page)
      return page
    },
  }
}

/** For what is made in one go: nothing is kept. */
export const NO_SPOOL: Spool = { begin: (_, now) => Promise.resolve(now), page: (_, read) => read() }

import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outlet } from './outlet.ts'

/** Nothing in a title may lead out of the folder, or be a name some systems refuse. */
const fileName = (name: string): string => name.replace(/[\u0000-\u001f\\/:*?"<>|]/g, '_').replace(/^\.+/, '_').slice(-180)

/** Into a folder others fetch from; whoever looks sees a whole file or none. */
export const folder = (path: string): Outlet['send'] => async ({ id, file }) => {
  const part = join(path, `.${id}.part`)
  try {
    await mkdir(path, { recursive: true })
    await writeFile(part, file.bytes)
    await rename(part, join(path, fileName(file.name)))
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined)
    throw new Error(`没有写入文件夹 ${path}：${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

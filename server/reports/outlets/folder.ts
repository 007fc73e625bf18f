import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { faultWords } from '../../lib/index.ts'
import type { Outlet } from './outlet.ts'

/** Nothing in a title may lead out of the folder, or be a name some systems refuse. */
const fileName = (name: string): string =>
  name
    .replace(/[\u0000-\u001f\\/:*?"<>|]/g, '_')
    .replace(/^\.+/, '_')
    .slice(-180)

/** Into a folder others fetch from; whoever looks sees whole files alone. */
export const folder =
  (path: string): Outlet['send'] =>
  async ({ id, files }) => {
    const part = join(path, `.${id}.part`)
    try {
      await mkdir(path, { recursive: true })
      for (const { name, bytes } of files) {
        await writeFile(part, bytes)
        await rename(part, join(path, fileName(name)))
      }
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined)
      throw new Error(`没有写入文件夹 ${path}：${faultWords(error)}`, { cause: error })
    }
  }

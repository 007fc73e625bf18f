import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { breakOff, wordsOf } from '../break-off.ts'

/** The files inside a workbook. */
export interface Package {
  has: (name: string) => boolean
  /** Bytes of a part; breaks off when it is missing, damaged or would unfold beyond `limit` bytes. */
  read: (name: string, limit: number) => AsyncGenerator<Uint8Array>
  close: () => void
}

const damaged = (error: unknown): never => breakOff('truncated', `XLSX 文件不完整或已损坏（${wordsOf(error)}）`)

const entriesOf = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>()
  // Names are compared without case: some writers spell xl/SharedStrings.xml.
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry)
  return entries
}

/** Opens a workbook by its central directory, so that the order of its parts does not matter. */
export const openPackage = async (path: string): Promise<Package> => {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(damaged)
  const entries = await entriesOf(zip).catch((error: unknown) => { zip.close(); return damaged(error) })
  return {
    has: (name) => entries.has(name.toLowerCase()),
    read: async function* (name, limit) {
      const entry = entries.get(name.toLowerCase()) ?? breakOff('format', `不是 XLSX 工作簿：缺少 ${name}`)
      if (entry.uncompressedSize > limit) breakOff('too-large', `工作簿中的 ${name} 解压后超过 ${Math.floor(limit / 1_048_576)} MB 的上限`)
      if (entry.isEncrypted()) breakOff('format', '工作簿带有密码，请去掉密码后再送')
      try {
        const stream = await zip.openReadStreamPromise(entry)
        for await (const chunk of stream) yield chunk as Uint8Array
      } catch (error) {
        damaged(error)
      }
    },
    close: () => zip.close(),
  }
}

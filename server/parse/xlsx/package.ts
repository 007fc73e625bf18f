import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { breakOff, problemOf, wordsOf } from '../break-off.ts'

/** The files inside a workbook. */
export interface Package {
  has: (name: string) => boolean
  /** Bytes of a part; breaks off when it is missing, damaged or would unfold beyond `limit` bytes. */
  read: (name: string, limit: number) => AsyncGenerator<Uint8Array>
  close: () => void
}

/** A workbook has some dozens of parts; each costs memory before any is read. */
const MOST_PARTS = 2_000
/** Sheets of repeated numbers are packed up to some fifty times; what unfolds further, and far, is made to do harm. */
const MOST_UNFOLDING = 250
const HARMLESS_BYTES = 8 * 1_048_576

const damaged = (error: unknown): never => breakOff('truncated', `XLSX 文件不完整或已损坏（${wordsOf(error)}）`)

const entriesOf = async (zip: ZipFile): Promise<Map<string, Entry>> => {
  const entries = new Map<string, Entry>()
  // Names are compared without case: some writers spell xl/SharedStrings.xml.
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName.toLowerCase(), entry)
    if (entries.size > MOST_PARTS) breakOff('too-large', `工作簿内的文件超过 ${MOST_PARTS} 个，不是正常的表格`)
  }
  return entries
}

/** Opens a workbook by its central directory, so that the order of its parts does not matter. */
export const openPackage = async (path: string): Promise<Package> => {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(damaged)
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close()
    return problemOf(error) === null ? damaged(error) : Promise.reject(error as Error)
  })
  return {
    has: (name) => entries.has(name.toLowerCase()),
    read: async function* (name, limit) {
      const entry = entries.get(name.toLowerCase()) ?? breakOff('format', `不是 XLSX 工作簿：缺少 ${name}`)
      if (entry.uncompressedSize > limit)
        breakOff('too-large', `工作簿中的 ${name} 解压后超过 ${Math.floor(limit / 1_048_576)} MB 的上限`)
      if (entry.uncompressedSize > Math.max(HARMLESS_BYTES, entry.compressedSize * MOST_UNFOLDING))
        breakOff('too-large', `工作簿中的 ${name} 解压后膨胀过大，不予读取`)
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

import type { Writable } from 'node:stream'
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'
import { push } from '../sink.ts'

/** One file inside the archive, written from front to end. */
export interface Entry {
  /** Resolves when the bytes have been packed, and may be written over. */
  write: (text: string | Uint8Array) => Promise<void>
  end: () => Promise<void>
}

/** An archive written while its content is made: one entry after the other, nothing kept but their names. */
export interface ZipStream {
  /** Begins an entry; the one before must have ended. */
  entry: (name: string) => Promise<Entry>
  /** Writes the directory. */
  close: () => Promise<void>
}

interface Written {
  name: Buffer
  crc: number
  packed: number
  plain: number
  at: number
}

const LEVEL = 2
/** Sizes follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808
/** 1 January 1980: the same content gives the same bytes whenever it is written. */
const DATE = 0x0021

const localHeader = (name: Buffer): Buffer => {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(FLAGS, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(DATE, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

const descriptor = ({ crc, packed, plain }: Written): Buffer => {
  const bytes = Buffer.alloc(16)
  bytes.writeUInt32LE(0x08074b50, 0)
  bytes.writeUInt32LE(crc, 4)
  bytes.writeUInt32LE(packed, 8)
  bytes.writeUInt32LE(plain, 12)
  return bytes
}

const directoryEntry = ({ name, crc, packed, plain, at }: Written): Buffer => {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(FLAGS, 8)
  header.writeUInt16LE(8, 10)
  header.writeUInt16LE(DATE, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(plain, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(at, 42)
  return Buffer.concat([header, name])
}

const ending = (entries: readonly Written[], size: number, at: number): Buffer => {
  const bytes = Buffer.alloc(22)
  bytes.writeUInt32LE(0x06054b50, 0)
  bytes.writeUInt16LE(entries.length, 8)
  bytes.writeUInt16LE(entries.length, 10)
  bytes.writeUInt32LE(size, 12)
  bytes.writeUInt32LE(at, 16)
  return bytes
}

export const createZipStream = (sink: Writable): ZipStream => {
  const entries: Written[] = []
  let offset = 0
  const put = async (bytes: Uint8Array): Promise<void> => {
    offset += bytes.length
    await push(sink, bytes)
  }

  /** Packed bytes go on as they come; `done` settles with the last of them or the sink's fault. */
  const drain = async (deflate: DeflateRaw, written: Written): Promise<void> => {
    try {
      for await (const chunk of deflate as AsyncIterable<Buffer>) {
        written.packed += chunk.length
        await put(chunk)
      }
    } catch (error) {
      deflate.destroy(error as Error)
      throw error
    }
  }

  return {
    entry: async (file) => {
      const written: Written = { name: Buffer.from(file), crc: 0, packed: 0, plain: 0, at: offset }
      entries.push(written)
      await put(localHeader(written.name))
      const deflate = createDeflateRaw({ level: LEVEL, chunkSize: 65_536 })
      let fault: unknown = null
      const done = drain(deflate, written).catch((error: unknown) => {
        fault = error
      })
      return {
        write: async (text) => {
          if (fault) throw fault
          const bytes = typeof text === 'string' ? Buffer.from(text) : text
          written.crc = crc32(bytes, written.crc)
          written.plain += bytes.length
          await Promise.race([
            done,
            new Promise<void>(
              (resolve) => void deflate.write(bytes, (error) => (error ? void done.then(resolve) : resolve())),
            ),
          ])
          if (fault) throw fault
        },
        end: async () => {
          deflate.end()
          await done
          if (fault) throw fault
          await put(descriptor(written))
        },
      }
    },
    close: async () => {
      const at = offset
      const directory = Buffer.concat(entries.map(directoryEntry))
      await put(directory)
      await put(ending(entries, directory.length, at))
    },
  }
}

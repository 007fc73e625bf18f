import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { randomUUID } from 'node:crypto'
import type { Receipt } from '../../contract/index.ts'
import { openRows, type Format, type Parsed, type ParquetRows } from '../../parse/index.ts'
import { chunksOf } from './chunks.ts'
import { fileKey } from './file-key.ts'
import { createProgress, type Terminal } from './progress.ts'
import type { RejectFile } from './reject-file.ts'
import { fetchRejects, send } from './send.ts'

export interface ImportJob {
  dataset: string
  file: string
  format: Format
  server: string
  /** Request headers that say who sends. */
  headers: Record<string, string>
  encoding: string | undefined
  sheet: string | undefined
  dryRun: boolean
  /** Send what was sent before once more. */
  again: boolean
  rejects: RejectFile
  terminal: Terminal
}

const SHOWN = 20

const nothingYet = (dryRun: boolean): Receipt => ({
  batch: '',
  version: 0,
  accepted: 0,
  rejected: 0,
  rejects: [],
  ignoredColumns: [],
  repeated: false,
  dryRun,
})

const addUp = (sum: Receipt, part: Receipt): Receipt => ({
  ...part,
  accepted: sum.accepted + part.accepted,
  rejected: sum.rejected + part.rejected,
  rejects: [...sum.rejects, ...part.rejects].slice(0, SHOWN),
  ignoredColumns: [...new Set([...sum.ignoredColumns, ...part.ignoredColumns])],
  repeated: sum.repeated || part.repeated,
})

async function* counted(path: string, read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of createReadStream(path)) {
    read((chunk as Uint8Array).length)
    yield chunk as Uint8Array
  }
}

/** DuckDB, and all that belongs to it, is loaded for the one kind of file that needs it. */
async function* parquetRows(path: string): ReturnType<ParquetRows> {
  yield* (await import('../../store/index.ts')).parquetRows(path)
}

const rowsOf = (job: ImportJob, read: (bytes: number) => void): AsyncIterable<Parsed[]> => {
  const charset = job.encoding === undefined ? {} : { charset: job.encoding }
  const sheet = job.sheet === undefined ? {} : { sheet: job.sheet }
  return openRows({ stream: counted(job.file, read) }, { format: job.format, ...charset, ...sheet }, { parquetRows })
}

/** Rows beyond those a receipt lists are with the server, except after a trial, whose receipt has them all. */
const keepRejects = async (job: ImportJob, receipt: Receipt): Promise<void> => {
  if (receipt.rejected === 0) return
  if (receipt.rejected <= receipt.rejects.length || receipt.dryRun) await job.rejects.add(receipt.rejects)
  else await job.rejects.addFile(await fetchRejects(job, receipt.batch))
}

/**
 * Reads a file here and sends it part by part. Parts are keyed by the file's content and their number, so that
 * an import that was cut off is taken up again by running it again, and no row comes in twice.
 */
export const importFile = async (job: ImportJob): Promise<Receipt> => {
  const target = {
    server: job.server,
    dataset: job.dataset,
    fileName: basename(job.file),
    dryRun: job.dryRun,
    headers: job.headers,
  }
  const progress = createProgress(job.terminal, (await stat(job.file)).size)
  const key = job.again ? randomUUID() : await fileKey(job.file, [job.format, job.encoding, job.sheet])
  let sum = nothingYet(job.dryRun)
  let bytes = 0
  let rows = 0
  try {
    for await (const chunk of chunksOf(
      rowsOf(job, (count) => {
        bytes += count
      }),
    )) {
      const receipt = await send(target, chunk.body, job.dryRun ? null : `${key}:${chunk.index}`)
      await keepRejects(job, receipt)
      sum = addUp(sum, receipt)
      rows += chunk.rows
      progress.show(bytes, rows)
    }
  } finally {
    progress.done()
  }
  return sum
}

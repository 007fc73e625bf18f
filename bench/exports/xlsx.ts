import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { say, type Measure } from '../world/line.ts'

const ROWS = Number(process.env['YIPING_BENCH_ROWS'] ?? 1e6)
const WRITERS = resolve(import.meta.dirname, 'writers.ts')

interface Written {
  seconds: number
  megabytes: number
}

const write = async (which: 'ours' | 'theirs'): Promise<Written> => {
  const folder = mkdtempSync(join(tmpdir(), 'yiping-xlsx-'))
  try {
    const path = join(folder, 'table.xlsx')
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--import',
      'tsx',
      WRITERS,
      which,
      String(ROWS),
      path,
    ])
    const written = JSON.parse(stdout) as Written
    say(
      `  ${which}: ${written.seconds.toFixed(1)} s, ${written.megabytes.toFixed(0)} MB resident, file of ${(statSync(path).size / 1e6).toFixed(0)} MB`,
    )
    return written
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

let kept: Promise<Written> | null = null
const ours = (): Promise<Written> => (kept ??= write('ours'))

/** Rows of cells into a workbook, against exceljs' streaming writer with the same rows. */
export const xlsxTime: Measure = {
  name: `${ROWS / 1e6} M rows to XLSX, against exceljs' streaming writer`,
  bar: { at: 1, better: 'lower' },
  run: async () => ({ value: (await ours()).seconds, limit: (await write('theirs')).seconds, unit: 's' }),
}

/** The largest memory the process that writes them ever had, all of it. */
export const xlsxMemory: Measure = {
  name: `${ROWS / 1e6} M rows to XLSX, resident memory`,
  bar: { at: 1, better: 'lower' },
  run: async () => ({ value: (await ours()).megabytes, limit: 400, unit: 'MB' }),
}

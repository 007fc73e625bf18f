import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What a run lays into the system's temporary folder, whoever lays it there, lies in one folder of its own, which is
 * gone with the run.
 */
export const setup = (): (() => void) => {
  const before = process.env['TMPDIR']
  const folder = mkdtempSync(join(tmpdir(), 'yiping-test-'))
  process.env['TMPDIR'] = folder
  return () => {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

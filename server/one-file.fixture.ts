import { mkdirSync, mkdtempSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { oneFile as make } from './cli/one-file.ts'

/** Beside the packages, which it still needs. */
const PLACE = resolve(import.meta.dirname, '../node_modules/.cache')

/**
 * A program of this tree as one plain file in a folder of its own, for processes that are started and killed many
 * times. The caller takes the folder away.
 */
export const oneFile = async (program: string): Promise<{ file: string; folder: string }> => {
  mkdirSync(PLACE, { recursive: true })
  const folder = mkdtempSync(join(PLACE, 'one-file-'))
  return { file: await make(program, folder), folder }
}

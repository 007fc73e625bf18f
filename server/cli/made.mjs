// Loaded before any translator: plain JavaScript.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')
export const FOLDER = join(ROOT, 'dist/server')
/** Written last, when all files are there; says which tree they were made of. */
export const STAMP = join(FOLDER, 'made.json')

/** @param {string} folder @returns {number} */
const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce((latest, entry) => {
    const path = join(folder, entry.name)
    return Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }, 0)

/** The program as one plain file, where it has been made of this tree as it is now; `null` where it has not. */
export const madeProgram = () => {
  try {
    const { tree } = JSON.parse(readFileSync(STAMP, 'utf8'))
    return tree === ROOT && newest(join(ROOT, 'server')) <= statSync(STAMP).mtimeMs ? join(FOLDER, 'program.js') : null
  } catch {
    return null
  }
}

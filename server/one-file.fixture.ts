import { mkdirSync, mkdtempSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { build } from 'vite'

/** Beside the packages, which it still needs. */
const PLACE = resolve(import.meta.dirname, '../node_modules/.cache')

/**
 * A program of this tree as one plain file in a folder of its own, for processes that are started and killed many times:
 * loading every module through a translator costs more than all they do. The caller takes the folder away.
 */
export const oneFile = async (program: string): Promise<{ file: string; folder: string }> => {
  mkdirSync(PLACE, { recursive: true })
  const folder = mkdtempSync(join(PLACE, 'one-file-'))
  await build({
    configFile: false, logLevel: 'error', publicDir: false,
    // What a module reads beside itself still lies there.
    plugins: [{ name: 'own-place', transform: (code, id) => code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))).replaceAll('import.meta.url', JSON.stringify(`file://${id}`)) }],
    build: { ssr: program, outDir: folder, emptyOutDir: false, minify: false, target: 'node20' },
  })
  return { file: join(folder, `${basename(program, '.ts')}.js`), folder }
}

import { mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { build } from 'vite'

/**
 * A program of this tree as plain files in `folder`, which lies within the tree, near the packages; the first of them
 * is returned. For processes that are started often: loading every module through a translator costs more than many of
 * them do. Paths of this tree are written into it, so that it runs here and nowhere else.
 */
export const oneFile = async (program: string, folder: string): Promise<string> => {
  mkdirSync(folder, { recursive: true })
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    // What a module reads beside itself still lies there.
    plugins: [
      {
        name: 'own-place',
        transform: (code, id) =>
          code
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            .replaceAll('import.meta.url', JSON.stringify(`file://${id}`)),
      },
    ],
    build: { ssr: program, outDir: folder, emptyOutDir: false, minify: false, target: 'node20' },
  })
  return join(folder, `${basename(program, '.ts')}.js`)
}

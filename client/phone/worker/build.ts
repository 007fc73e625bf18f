import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** What a bundler tells of one file it has made. */
export interface Made {
  fileName: string
  type: 'chunk' | 'asset'
  imports?: string[]
  dynamicImports?: string[]
  facadeModuleId?: string | null
  isEntry?: boolean
  css?: string[]
}

/**
 * The files some pages need, with all they lead to. The entry leads to every page there is: of it and what it stands on
 * only what comes at once is taken, of the pages also what they fetch later.
 */
export const filesOf = (made: readonly Made[], pages: RegExp): string[] => {
  const byName = new Map(made.map((one) => [one.fileName, one]))
  const wanted = new Set<string>()
  const walk = (name: string, later: boolean): void => {
    const one = byName.get(name)
    if (!one || wanted.has(name)) return
    for (const file of [name, ...(one.css ?? [])]) wanted.add(file)
    for (const next of one.imports ?? []) walk(next, false)
    if (later) for (const next of one.dynamicImports ?? []) walk(next, true)
  }
  for (const one of made) if (one.facadeModuleId && pages.test(one.facadeModuleId)) walk(one.fileName, true)
  for (const one of made) if (one.isEntry) walk(one.fileName, false)
  return [...wanted].sort()
}

/** Modules the phone's pages begin with. */
const PAGES = /\/client\/(pages\/PhonePage|phone\/|map\/place\/)/

/** Pieces too large for a phone and not needed on one: the map with depth. */
const HEAVY = /\/engine-|^assets\/engine-/

/** Writes the phone's worker with the list of files of this build. */
export const phoneWorker = (): Plugin => ({
  name: 'phone-worker',
  apply: 'build',
  generateBundle(_options, bundle) {
    const made = Object.values(bundle).map((one): Made =>
      one.type === 'chunk'
        ? {
            fileName: one.fileName,
            type: 'chunk',
            imports: one.imports,
            dynamicImports: one.dynamicImports,
            facadeModuleId: one.facadeModuleId,
            isEntry: one.isEntry,
            css: [...((one as { viteMetadata?: { importedCss: Set<string> } }).viteMetadata?.importedCss ?? [])],
          }
        : { fileName: one.fileName, type: 'asset' },
    )
    const digits = made
      .map(({ fileName }) => fileName)
      .filter((name) => /barlow-condensed-latin-[456]00-normal.*\.woff2$/.test(name))
    const files = [...filesOf(made, PAGES).filter((name) => !HEAVY.test(name)), ...digits].map((name) => `/${name}`)
    const source = readFileSync(new URL('./worker.js', import.meta.url), 'utf8')
    const build = createHash('sha256').update(JSON.stringify(files)).update(source).digest('hex').slice(0, 12)
    this.emitFile({
      type: 'asset',
      fileName: 'phone-worker.js',
      source: source.replace('__BUILD__', build).replace('__FILES__', JSON.stringify(files)),
    })
  },
})

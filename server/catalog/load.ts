import { createHash } from 'node:crypto'
import type { Probe } from './expression/index.ts'
import type { Definition } from './reading/definition.ts'
import { readOnce } from './reading/read-once.ts'
import { readSourceFiles, type SourceFile } from './reading/files.ts'
import type { Finding } from './reading/report.ts'
import { resolveAll } from './resolve/index.ts'
import { DEFINITION_SCHEMAS } from './schema/index.ts'
import type { Catalog } from './model/index.ts'

export interface LoadOptions {
  /** The metrics folder. */
  folder: string
  probe: Probe
  /** The catalogue before: a definition that broke since keeps its last good version. */
  previous?: Catalog | null
  /** The place tree, for the names of its levels. */
  regions?: { levels: readonly { id: string }[] }
}

/** Causes before what follows from them, each in the order of the files. */
const byPosition = (a: Finding, b: Finding): number =>
  Number(a.follows) - Number(b.follows) || a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column

const revisionOf = ({ written, problems }: Omit<Catalog, 'revision'>): string => {
  const parts = [...written.entries()].map(([key, { place }]) => [key, place.file, place.line, place.yaml])
  return createHash('sha256')
    .update(JSON.stringify([parts, problems]))
    .digest('hex')
    .slice(0, 16)
}

/** True when a file ends inside a definition: what is missing after it is not written yet, rather than deleted. */
const breaksOff = (text: string | null, definitions: readonly Definition[]): boolean => {
  const last = definitions.at(-1)
  return (
    text !== null
    && !text.endsWith('\n')
    && last !== undefined
    && !DEFINITION_SCHEMAS[last.list].safeParse(last.raw).success
  )
}

/** The catalogue goes on as it was when its folder cannot be read, and says so. */
export const unreadable = (catalog: Catalog, why: string): Catalog => {
  const problems = [
    { file: '.', line: 1, column: 1, where: '', message: `指标目录读不到（${why}）；目前沿用上一次有效的定义` },
  ]
  return { ...catalog, problems, revision: revisionOf({ ...catalog, problems }) }
}

/** Checks files already read; see `loadCatalog`. */
export const compileCatalog = async (
  files: readonly SourceFile[],
  { probe, previous, regions }: Omit<LoadOptions, 'folder'>,
): Promise<Catalog> => {
  const documents = files.map((source) => {
    const document = readOnce(source)
    return { ...document, file: source.file, damaged: document.damaged || breaksOff(source.text, document.definitions) }
  })
  const sources = {
    incomplete: documents.some(
      (document) =>
        document.problems.length > 0 || document.damaged || document.definitions.some(({ id }) => id === null),
    ),
    definitions: documents.flatMap((document) => document.definitions),
    damaged: new Set(documents.filter((document) => document.damaged).map((document) => document.file)),
    previous: previous?.written ?? new Map(),
  }
  const resolved = await resolveAll(sources, { probe, levels: regions?.levels.map((level) => level.id) ?? [] })
  const empty =
    files.length === 0 ? [{ file: '.', line: 1, column: 1, where: '', message: '目录里没有定义文件（*.yaml）' }] : []
  const found = [...empty, ...documents.flatMap((document) => document.problems)].map((problem) => ({
    ...problem,
    follows: false,
  }))
  const problems = [...found, ...resolved.problems].sort(byPosition).map(({ follows: _, ...problem }) => problem)
  return { ...resolved, problems, revision: revisionOf({ ...resolved, problems }) }
}

const filesOf = async (folder: string): Promise<SourceFile[]> => {
  try {
    return await readSourceFiles(folder)
  } catch (error) {
    throw new Error(`指标目录 ${folder} 读不到（${(error as NodeJS.ErrnoException).code ?? String(error)}）`, {
      cause: error,
    })
  }
}

/**
 * Reads and checks every definition of a folder. A wrong one is listed in `problems` and left out, or kept as
 * it last was in `previous`; it never costs another. Throws only when the folder itself cannot be read.
 */
export const loadCatalog = async (options: LoadOptions): Promise<Catalog> =>
  compileCatalog(await filesOf(options.folder), options)

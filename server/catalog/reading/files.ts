import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * A file of definitions; `file` is relative to the folder, with forward slashes; `text` is `null` when it is not UTF-8.
 */
export interface SourceFile {
  file: string
  text: string | null
}

const isDefinitionFile = (name: string): boolean =>
  /\.ya?ml$/.test(name) && !name.startsWith('.') && !/(^|\.)cases\.ya?ml$/.test(name)

const decode = (bytes: Buffer): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * All definition files below `dir`, in the order of their names; `schema/` and `cases.yaml` are not definitions. Throws
 * when `dir` cannot be read.
 */
export const readSourceFiles = async (dir: string): Promise<SourceFile[]> => {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => !entry.isDirectory() && isDefinitionFile(entry.name))
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !file.startsWith('schema/') && !file.split('/').some((part) => part.startsWith('.')))
    .sort()
  const read = async (file: string): Promise<SourceFile[]> => {
    try {
      return [{ file, text: decode(await readFile(path.join(dir, file))) }]
    } catch (error) {
      // An editor that replaces files takes them away for a moment.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
      throw error
    }
  }
  return (await Promise.all(files.map(read))).flat()
}

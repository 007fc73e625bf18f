import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** Key of a file's content together with the way it is read; the same for every run over the same file. */
export const fileKey = async (path: string, ways: readonly (string | undefined)[]): Promise<string> => {
  const hash = createHash('sha256').update(JSON.stringify(ways.map((way) => way ?? null)))
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

import { existsSync, readFileSync } from 'node:fs'
import { dataFolder, localTokenFile } from '../data-folder.ts'

/** `YIPING_TOKEN`, else the secret in the data folder; `null` when there is neither. */
export const knownToken = (variables: NodeJS.ProcessEnv = process.env): string | null => {
  const file = localTokenFile(dataFolder(variables))
  return variables['YIPING_TOKEN'] ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
}

/** What a command shows the server. */
export const authorization = (variables: NodeJS.ProcessEnv = process.env): Record<string, string> => {
  const token = knownToken(variables)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

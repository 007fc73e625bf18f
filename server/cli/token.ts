import { existsSync, readFileSync } from 'node:fs'
import { dataFolder, localTokenFile } from '../data-folder.ts'

/** What a command shows the server: `YIPING_TOKEN`, else the secret in the data folder; nothing when there is neither. */
export const authorization = (variables: NodeJS.ProcessEnv = process.env): Record<string, string> => {
  const file = localTokenFile(dataFolder(variables))
  const token = variables['YIPING_TOKEN'] ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSettings } from '../settings.ts'

/** Where a running server lays the secret for commands on its own machine. */
const localFile = (variables: NodeJS.ProcessEnv): string => join(dirname(readSettings(variables).ledger), 'local-token')

/** What a command shows the server: `YIPING_TOKEN`, else the secret in the data folder; nothing when there is neither. */
export const authorization = (variables: NodeJS.ProcessEnv = process.env): Record<string, string> => {
  const file = localFile(variables)
  const token = variables['YIPING_TOKEN'] ?? (existsSync(file) ? readFileSync(file, 'utf8').trim() : null)
  return token === null ? {} : { authorization: `Bearer ${token}` }
}

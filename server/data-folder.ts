import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Apart from the other settings, because a command that only talks to a running server needs none of them. */
export const dataFolder = (variables: NodeJS.ProcessEnv): string =>
  resolve(variables['YIPING_DATA'] ?? fileURLToPath(new URL('../data', import.meta.url)))

/** Where a running server lays the secret for commands on its own machine. */
export const localTokenFile = (folder: string): string => join(folder, 'local-token')

/** Where the keys lie that seal second factors: `YIPING_FACTOR_KEY`, else beside the ledger. */
export const factorKeyFile = (folder: string, variables: NodeJS.ProcessEnv = {}): string =>
  resolve(variables['YIPING_FACTOR_KEY'] ?? join(folder, 'factor-key'))

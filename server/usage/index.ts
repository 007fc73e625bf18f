import type { Scope, UsageAnswer, UsageQuery } from '../contract/index.ts'
import { readUsage, type ReadDeps } from './read.ts'
import { createRecorder, type Recorder, type RecorderDeps } from './recorder.ts'
import { standingOn } from './stands.ts'
import { USAGE_TABLES } from './tables.ts'

export type { Outcome } from './acts.ts'
export type { Looker } from './recorder.ts'

/** How much the screens are used, by units and never by persons. */
export interface Usage extends Recorder {
  /** Everything counted until now. Throws `Refused` for a unit the scope does not hold. */
  read: (query: UsageQuery, scope: Scope) => Promise<UsageAnswer>
}

export type UsageDeps = ReadDeps & Pick<RecorderDeps, 'failed'>

/** Brings its tables up to date and goes on counting where the last run of the day stopped. */
export const createUsage = async (deps: UsageDeps): Promise<Usage> => {
  await deps.ledger.migrate('usage', USAGE_TABLES)
  const stands = (id: string, indicator: string): boolean => {
    const screen = deps.catalog().screens.get(id)
    return screen !== undefined && standingOn(deps.catalog(), screen).includes(indicator)
  }
  const recorder = await createRecorder({ ...deps, stands })
  return {
    ...recorder,
    read: async (query, scope) => {
      await recorder.flush()
      return readUsage(deps, query, scope)
    },
  }
}

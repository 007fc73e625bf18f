import type { Scope } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import type { Regions } from '../../regions/index.ts'
import { observe, observeSilence, type Observation } from './observe.ts'
import { placesAt, type WatchList } from './watch-list.ts'
import type { Work } from './work.ts'

interface Looked {
  seen: Observation[]
  version: number
  cells: number
}

export interface LookDeps {
  indicators: Indicators
  regions: Regions
  scope: Scope
}

/** Reads everything a piece of work asks for from one version of the facts. */
export const look = (
  { indicators, regions, scope }: LookDeps,
  list: WatchList,
  work: Pick<Work, 'numbers' | 'silences'>,
  local: number,
): Promise<Looked> =>
  indicators.reading(scope, async (reading) => {
    const seen: Observation[] = []
    for (const [watched, places] of work.numbers) {
      if (reading.catalog.indicators.has(watched.indicator))
        seen.push(...(await observe(reading, watched, [...places], { local })))
    }
    const cells = seen.length
    if (work.silences) {
      for (const rule of list.silences)
        seen.push(...observeSilence(reading, rule, placesAt(regions, [...rule.steps.keys()]), local))
    }
    return { seen, version: reading.version, cells }
  })

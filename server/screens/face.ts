import type { AlertBrief, Moment, RegionCode, Scope, TasksPanel, View } from '../contract/index.ts'
import type { Catalog } from '../catalog/index.ts'
import type { Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { Regions } from '../regions/index.ts'
import type { Board, TasksAsk } from './board.ts'

/** A view as of one version. */
export interface Composed {
  view: View
  version: number
  asOf: Moment
  /** Newest arrival of anything the view is made of. */
  dataAt: Moment | null
  /** Delivered datasets the view depends on: what changes elsewhere cannot change it. */
  datasets: ReadonlySet<string>
  /** Definitions it was made from. */
  revision: string
}

/**
 * A view that is there already, and the panels of it to be made anew whether or not anything they are made of changed.
 */
export interface Renewal {
  before: Composed
  also: ReadonlySet<string>
}

export interface Screens {
  /**
   * All that a screen shows of a region to a reader. Of a view that is there already, panels stay whose facts are
   * the same as then: true for the new version, but of the minute they were made in. Throws `Refused` when the
   * reader may not see screen or region.
   */
  compose: (screen: string, region: RegionCode, scope: Scope, renewal?: Renewal) => Promise<Composed>
}

export interface ScreensDeps {
  indicators: Indicators
  catalog: () => Catalog
  regions: Regions
  clock: Clock
  /** Open alerts of a place and below in the themes one may see, worst first. */
  alerts: (region: RegionCode, may: (theme: string) => boolean, reader: Scope) => AlertBrief[]
  /** What was ordered in a place and below, for a scope. */
  tasks: (ask: TasksAsk & { region: RegionCode }, scope: Scope) => Promise<Omit<TasksPanel, 'kind'>>
  /** Words on dates that belong to an indicator at a place, with the buckets they fall in. */
  notes: Board['notes']
  /** Hears of faults that broke a panel. */
  failed: (error: unknown) => void
}

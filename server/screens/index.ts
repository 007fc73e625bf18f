import { alertThemeOf, type Catalog, type Screen } from '../catalog/index.ts'
import type { AlertBrief, Moment, PanelData, Problem, RegionCode, Scope, TasksPanel, View } from '../contract/index.ts'
import { mayRead, problem, refFor, Refused, type FullReading, type Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'
import { alertedIn } from './alerted.ts'
import type { Board, TasksAsk } from './board.ts'
import { needsOf, type Needs } from './needs.ts'
import { makePanel } from './panels/index.ts'
import { panelsOf } from './shown.ts'

export { shownOn } from './shown.ts'

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

/** Absent, or not for this reader: told apart by nobody. */
export const unknownScreen = (id: string): Problem =>
  problem(404, 'unknown-screen', `没有驾驶舱“${id}”`, { field: 'screen', hint: '可用的驾驶舱见 GET /api/v1/catalog' })

const tallyOf = (alerts: readonly AlertBrief[]): View['tally'] => {
  const of = (band: AlertBrief['band']): number => alerts.filter((alert) => alert.band === band).length
  return { red: of('red'), orange: of('orange'), yellow: of('yellow'), blue: of('blue') }
}

export const createScreens = ({
  indicators,
  catalog,
  regions,
  clock,
  alerts,
  tasks,
  notes,
  failed,
}: ScreensDeps): Screens => {
  const screenOf = (id: string, region: RegionCode, scope: Scope): Screen => {
    const screen = catalog().screens.get(id)
    if (regions.get(region) === null || !mayRead(regions, scope, region)) {
      throw new Refused(
        problem(404, 'unknown-region', `没有区域 ${region}`, {
          field: 'region',
          hint: '可用的区域见 GET /api/v1/regions',
        }),
      )
    }
    if (!screen || (screen.theme !== null && !mayRead(regions, scope, region, screen.theme))) {
      throw new Refused(unknownScreen(id))
    }
    return screen
  }

  /** The panel as it was, where it would be made the same again. */
  const keptOf = (
    { reading, catalog: { revision } }: Board,
    id: string,
    { datasets, more }: Needs,
    renewal: Renewal | undefined,
  ): PanelData | null => {
    const panel =
      renewal?.before.revision === revision && !renewal.also.has(id) ? renewal.before.view.panels[id] : undefined
    if (!panel || panel.kind === 'broken' || more) return null
    return [...datasets].every((dataset) => reading.changedAt(dataset) <= renewal!.before.version) ? panel : null
  }

  const boardOf = (reading: FullReading, screen: Screen, code: RegionCode, scope: Scope): Board => {
    const mayKnow = (theme: string): boolean => mayRead(regions, scope, code, theme)
    const own = alertThemeOf(reading.catalog, screen)
    const open = alerts(code, (theme) => mayKnow(theme) && (own === null || own === theme), scope)
    return {
      reading,
      mayKnow,
      catalog: reading.catalog,
      regions,
      clock,
      region: regions.get(code)!,
      children: regions.children(code),
      alerts: open,
      tasks: (ask) => tasks({ ...ask, region: code }, scope),
      notes,
    }
  }

  return {
    compose: (id, code, scope, renewal) => {
      const screen = screenOf(id, code, scope)
      return indicators.reading(scope, async (reading) => {
        const board = boardOf(reading, screen, code, scope)
        const datasets = new Set<string>()
        const panels: Record<string, PanelData> = {}
        for (const panel of panelsOf(screen)) {
          const needs = needsOf(board, panel)
          needs.datasets.forEach((dataset) => datasets.add(dataset))
          panels[panel.id] = keptOf(board, panel.id, needs, renewal) ?? (await makePanel(board, panel, failed))
        }
        const newest = [...datasets].reduce(
          (latest, dataset) => Math.max(latest, reading.heardFrom(dataset, code) ?? 0),
          0,
        )
        const refOf = (node: RegionNode) => refFor(regions, scope, node)
        const view: View = {
          screen: id,
          region: refOf(board.region),
          path: regions
            .path(code)
            .filter((node) => mayRead(regions, scope, node.code))
            .map(refOf),
          children: board.children.map(refOf),
          alerted: alertedIn(regions, board.children, board.alerts),
          tally: tallyOf(board.alerts),
          panels,
        }
        return {
          view,
          version: reading.version,
          asOf: reading.asOf,
          dataAt: newest === 0 ? null : clock.zone.format(newest),
          datasets,
          revision: reading.catalog.revision,
        }
      })
    },
  }
}

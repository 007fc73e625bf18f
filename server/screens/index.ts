import { alertThemeOf, type Catalog, type Panel, type Screen } from '../catalog/index.ts'
import type { AlertBrief, Moment, PanelData, Problem, RegionCode, Scope, TasksPanel, View } from '../contract/index.ts'
import { mayRead, problem, refFor, Refused, type FullReading, type Indicators } from '../indicators/index.ts'
import type { Clock } from '../lib/index.ts'
import type { RegionNode, Regions } from '../regions/index.ts'
import type { Board, TasksAsk } from './board.ts'
import { makePanel } from './panels/index.ts'

/** A view as of one version. */
export interface Composed {
  view: View
  version: number
  asOf: Moment
  /** Newest arrival of anything the view is made of. */
  dataAt: Moment | null
  /** Delivered datasets the view depends on: what changes elsewhere cannot change it. */
  datasets: ReadonlySet<string>
}

export interface Screens {
  /** All that a screen shows of a region to a reader. Throws `Refused` when they may not see either. */
  compose: (screen: string, region: RegionCode, scope: Scope) => Promise<Composed>
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

const panelsOf = (screen: Screen): Panel[] => [...(screen.top ? [screen.top] : []), ...screen.left, screen.centre, ...screen.right, ...(screen.bottom ? [screen.bottom] : [])]

const tallyOf = (alerts: readonly AlertBrief[]): View['tally'] => {
  const of = (band: AlertBrief['band']): number => alerts.filter((alert) => alert.band === band).length
  return { red: of('red'), orange: of('orange'), yellow: of('yellow'), blue: of('blue') }
}

const deliveredOf = (catalog: Catalog, ids: Iterable<string>): Set<string> =>
  new Set([...ids].map((id) => {
    const dataset = catalog.datasets.get(id)
    return dataset?.type === 'derived' ? dataset.from : id
  }))

/** Everything a screen reads: its panels' indicators and heat. */
const datasetsOf = (catalog: Catalog, screen: Screen, mayKnow: Board['mayKnow']): Set<string> => {
  const panels = panelsOf(screen)
  const known = (dataset: string): boolean => mayKnow(catalog.datasets.get(dataset)?.theme ?? '')
  if (panels.some((panel) => panel.panel === 'feeds')) return new Set([...catalog.datasets.keys()].filter(known))
  const ids = panels.flatMap((panel) => ('of' in panel ? panel.of ?? [] : panel.panel === 'map' ? [panel.fill] : []))
  const indicators = ids.flatMap((id) => catalog.indicators.get(id) ?? []).filter(({ theme }) => mayKnow(theme))
  const heat = panels.flatMap((panel) => (panel.panel === 'map' ? panel.layers.map((layer) => layer.dataset).filter(known) : []))
  // What is done to a case is a fact too, once it is published: that is when its line is read again.
  const cases = panels.some(({ panel }) => panel === 'tasks') ? [...catalog.datasets.values()].flatMap((one) => (one.type === 'delivered' && one.fedBy === 'cases' ? [one.id] : [])) : []
  return deliveredOf(catalog, [...indicators.flatMap((one) => one.datasets), ...heat, ...cases])
}

export const createScreens = ({ indicators, catalog, regions, clock, alerts, tasks, notes, failed }: ScreensDeps): Screens => {
  const screenOf = (id: string, region: RegionCode, scope: Scope): Screen => {
    const screen = catalog().screens.get(id)
    if (!screen || (screen.theme !== null && !mayRead(regions, scope, region, screen.theme))) {
      throw new Refused(unknownScreen(id))
    }
    if (regions.get(region) === null || !mayRead(regions, scope, region)) {
      throw new Refused(problem(404, 'unknown-region', `没有区域 ${region}`, { field: 'region', hint: '可用的区域见 GET /api/v1/regions' }))
    }
    return screen
  }

  const panelsFor = async (board: Board, screen: Screen): Promise<Record<string, PanelData>> => {
    const panels: Record<string, PanelData> = {}
    for (const panel of panelsOf(screen)) panels[panel.id] = await makePanel(board, panel, failed)
    return panels
  }

  const boardOf = (reading: FullReading, screen: Screen, code: RegionCode, scope: Scope): Board => {
    const mayKnow = (theme: string): boolean => mayRead(regions, scope, code, theme)
    const own = alertThemeOf(reading.catalog, screen)
    const open = alerts(code, (theme) => mayKnow(theme) && (own === null || own === theme), scope)
    return { reading, mayKnow, catalog: reading.catalog, regions, clock, region: regions.get(code)!, children: regions.children(code), alerts: open, tasks: (ask) => tasks({ ...ask, region: code }, scope), notes }
  }

  return {
    compose: (id, code, scope) => {
      const screen = screenOf(id, code, scope)
      return indicators.reading(scope, async (reading) => {
        const board = boardOf(reading, screen, code, scope)
        const datasets = datasetsOf(reading.catalog, screen, board.mayKnow)
        const newest = [...datasets].reduce((latest, dataset) => Math.max(latest, reading.heardFrom(dataset, code) ?? 0), 0)
        const refOf = (node: RegionNode) => refFor(regions, scope, node)
        const view: View = {
          screen: id,
          region: refOf(board.region),
          path: regions.path(code).filter((node) => mayRead(regions, scope, node.code)).map(refOf),
          children: board.children.map(refOf),
          tally: tallyOf(board.alerts),
          panels: await panelsFor(board, screen),
        }
        return { view, version: reading.version, asOf: reading.asOf, dataAt: newest === 0 ? null : clock.zone.format(newest), datasets }
      })
    },
  }
}

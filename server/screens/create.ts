import { alertThemeOf, type Screen } from '../catalog/index.ts'
import type { AlertBrief, PanelData, RegionCode, Scope, View } from '../contract/index.ts'
import { mayRead, refFor, type FullReading } from '../indicators/index.ts'
import type { RegionNode } from '../regions/index.ts'
import { admit } from './admit.ts'
import { alertedIn } from './alerted.ts'
import type { Board } from './board.ts'
import type { Screens, ScreensDeps } from './face.ts'
import { needsOf } from './needs.ts'
import { makePanel } from './panels/index.ts'
import { keptOf } from './renewal.ts'
import { panelsOf } from './shown.ts'

const tallyOf = (alerts: readonly AlertBrief[]): View['tally'] => {
  const of = (band: AlertBrief['band']): number => alerts.filter((alert) => alert.band === band).length
  return { red: of('red'), orange: of('orange'), yellow: of('yellow'), blue: of('blue') }
}

/** Composes what the panels of a screen say, one version and moment for all of them. */
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
      const screen = admit({ catalog, regions }, { id, region: code, scope })
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

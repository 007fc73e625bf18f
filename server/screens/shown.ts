import { alertThemeOf, type Catalog, type Panel, type Screen } from '../catalog/index.ts'

/** All panels of a screen, in the order they are made. */
export const panelsOf = (screen: Screen): Panel[] => [
  ...(screen.top ? [screen.top] : []),
  ...screen.left,
  screen.centre,
  ...screen.right,
  ...(screen.bottom ? [screen.bottom] : []),
]

/** The indicators a panel names. */
export const indicatorsIn = (panel: Panel): readonly string[] =>
  'of' in panel ? (panel.of ?? []) : panel.panel === 'map' ? [panel.fill] : []

const ALERTING: ReadonlySet<Panel['panel']> = new Set(['alerts', 'ticker', 'decisions'])

/** The numbers open alerts bring onto a screen by themselves. */
const alertedOn = (catalog: Catalog, screen: Screen): string[] => {
  if (!panelsOf(screen).some(({ panel }) => ALERTING.has(panel))) return []
  const theme = alertThemeOf(catalog, screen)
  return [...catalog.alerts.values()].flatMap((rule) =>
    rule.subject.kind === 'indicator' && (theme === null || rule.theme === theme) ? [rule.subject.indicator] : [],
  )
}

const partsOf = (catalog: Catalog, id: string): string[] => {
  const value = catalog.indicators.get(id)?.value
  return value?.kind === 'formula'
    ? Object.values(value.parts)
    : value?.kind === 'index'
      ? value.parts.map(({ indicator }) => indicator)
      : []
}

/**
 * Every indicator somebody who has only these screens can come upon: those of their panels and alerts, and the parts
 * their 口径卡 leads on to.
 */
export const shownOn = (catalog: Catalog, screens: readonly string[]): ReadonlySet<string> => {
  const shown = new Set<string>()
  const open = screens
    .flatMap((id) => catalog.screens.get(id) ?? [])
    .flatMap((screen) => [...panelsOf(screen).flatMap(indicatorsIn), ...alertedOn(catalog, screen)])
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (shown.has(id)) continue
    shown.add(id)
    open.push(...partsOf(catalog, id))
  }
  return shown
}

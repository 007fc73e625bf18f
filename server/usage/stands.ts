import type { Catalog, Panel, Screen } from '../catalog/index.ts'

const panelsOf = ({ top, left, centre, right, bottom }: Screen): Panel[] => [
  ...(top ? [top] : []),
  ...left,
  centre,
  ...right,
  ...(bottom ? [bottom] : []),
]

/** Indicators that stand on a screen and exist, each once, in the order they are shown. */
export const standingOn = (catalog: Catalog, screen: Screen): string[] =>
  [
    ...new Set(
      panelsOf(screen).flatMap((panel) =>
        'of' in panel ? (panel.of ?? []) : panel.panel === 'map' ? [panel.fill] : [],
      ),
    ),
  ].filter((id) => catalog.indicators.has(id))

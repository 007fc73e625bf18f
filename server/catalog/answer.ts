import type {
  CatalogAnswer,
  CatalogProblem,
  DatasetInfo,
  IndicatorInfo,
  PanelInfo,
  ScreenInfo,
} from '../contract/index.ts'
import { alertThemeOf } from './alert-theme.ts'
import { dimensionsOf } from './dimensions.ts'
import { legendOf } from './legend.ts'
import type { Catalog, Dataset, Indicator, Panel, Screen } from './model/index.ts'

const panelInfo = (panel: Panel): PanelInfo => ({
  id: panel.id,
  kind: panel.panel,
  title: panel.title ?? null,
  weight: panel.weight,
  indicators: panel.panel === 'map' ? [panel.fill] : 'of' in panel ? (panel.of ?? []) : [],
})

const screenInfo = (screen: Screen, catalog: Catalog): ScreenInfo => {
  const { id, title, theme, levels, top, left, centre, right, bottom } = screen
  return {
    id,
    title,
    theme,
    levels,
    alertTheme: alertThemeOf(catalog, screen),
    top: top && panelInfo(top),
    left: left.map(panelInfo),
    centre: panelInfo(centre),
    right: right.map(panelInfo),
    bottom: bottom && panelInfo(bottom),
  }
}

/** Who delivers what an indicator is computed from. */
const ownersOf = (indicator: Indicator, catalog: Catalog): string =>
  [...new Set(indicator.datasets.flatMap((id) => catalog.datasets.get(id)?.owner ?? []))].join('、')

/** Kinds whose value grows while its period runs. */
const GROWING: ReadonlySet<Indicator['value']['kind']> = new Set(['count', 'sum', 'distinct'])

/** Whether its value grows while its period runs: until then it says nothing beside periods that are over. */
export const grows = ({ value }: Indicator): boolean => GROWING.has(value.kind)

/** Whether all it is computed from is written down only when something happens. */
const isOfRecords = ({ datasets }: Indicator, catalog: Catalog): boolean =>
  datasets.length > 0
  && datasets.every((id) => {
    const dataset = catalog.datasets.get(id)
    return dataset?.type === 'delivered' && dataset.kind === 'record'
  })

const indicatorInfo = (indicator: Indicator, catalog: Catalog): IndicatorInfo => {
  const { id, title, theme, meaning, unit, decimals, better, grains, grain, bands, target, synthetic } = indicator
  return {
    id,
    title,
    theme,
    meaning,
    unit,
    decimals,
    better,
    grains,
    grain,
    synthetic,
    scale: bands?.scale ?? 'three',
    bands: Object.fromEntries(
      Object.entries(bands?.rules ?? {}).map(([level, rules]) => [level, legendOf(rules, bands!.scale)]),
    ),
    target: target && { kind: target.kind },
    ...(grows(indicator) ? { grows: true as const } : {}),
    ...(isOfRecords(indicator, catalog) ? { records: true as const } : {}),
    owner: ownersOf(indicator, catalog),
    dimensions: dimensionsOf(catalog, indicator).map(({ id, title, values, each }) => ({
      id,
      title,
      values,
      ...(each ? { each } : {}),
    })),
  }
}

const problemOf = (id: string, problems: readonly CatalogProblem[]): string | null =>
  problems.find(({ where }) => where === `datasets.${id}` || where.startsWith(`datasets.${id}.`))?.message ?? null

const datasetInfo = (dataset: Dataset, { problems }: Catalog): DatasetInfo => {
  const { id, title, theme, owner, freshnessSeconds, synthetic, smallCount = null } = dataset
  const kind = dataset.type === 'delivered' ? dataset.kind : 'reading'
  return {
    id,
    title,
    theme,
    owner,
    kind,
    freshnessSeconds,
    class: dataset.class,
    smallCount,
    synthetic,
    problem: problemOf(id, problems),
  }
}

/** The cockpit's title, in which `{region}` stands for the name of the whole, the root of the place tree. */
export const cityTitle = ({ city }: Pick<Catalog, 'city'>, root: string): string =>
  city.title.replaceAll('{region}', root)

/** The whole catalogue as it crosses the wire; see `withinThemes` for what one reader may have of it. */
export const catalogAnswer = (
  catalog: Catalog,
  { root, timeZone, demo }: { root: string; timeZone: string; demo: boolean },
): CatalogAnswer => ({
  revision: catalog.revision,
  city: { ...catalog.city, title: cityTitle(catalog, root), timeZone, demo },
  themes: catalog.themes,
  datasets: [...catalog.datasets.values()].map((dataset) => datasetInfo(dataset, catalog)),
  indicators: [...catalog.indicators.values()].map((indicator) => indicatorInfo(indicator, catalog)),
  screens: [...catalog.screens.values()].map((screen) => screenInfo(screen, catalog)),
  units: [...catalog.units.values()].sort((a, b) => a.order - b.order).map(({ id, title }) => ({ id, title })),
  problems: catalog.problems,
})

const panelWithin = (panel: PanelInfo, known: ReadonlySet<string>): PanelInfo => {
  const indicators = panel.indicators.filter((id) => known.has(id))
  return { ...panel, indicators, title: indicators.length === 0 && panel.indicators.length > 0 ? null : panel.title }
}

/** Only what belongs to the themes: no name, title or problem of another one is left in it. */
export const withinThemes = (answer: CatalogAnswer, themes: readonly string[] | 'all'): CatalogAnswer => {
  if (themes === 'all') return answer
  const mine = ({ theme }: { theme: string | null }): boolean => theme === null || themes.includes(theme)
  const owners = new Set(answer.datasets.filter(mine).map(({ owner }) => owner))
  const indicators = answer.indicators.filter(mine).map((one) => ({
    ...one,
    owner: (one.owner ?? '')
      .split('、')
      .filter((owner) => owners.has(owner))
      .join('、'),
  }))
  const known = new Set(indicators.map(({ id }) => id))
  const panels = (list: PanelInfo[]): PanelInfo[] => list.map((panel) => panelWithin(panel, known))
  return {
    ...answer,
    themes: answer.themes.filter(({ id }) => themes.includes(id)),
    datasets: answer.datasets.filter(mine),
    indicators,
    screens: answer.screens.filter(mine).map((screen) => ({
      ...screen,
      top: screen.top && panelWithin(screen.top, known),
      left: panels(screen.left),
      right: panels(screen.right),
      centre: panelWithin(screen.centre, known),
      bottom: screen.bottom && panelWithin(screen.bottom, known),
    })),
    problems: answer.problems.filter(
      ({ where }) => /^(datasets|indicators|alerts)\./.test(where) && themes.includes(where.split('.')[1]!),
    ),
  }
}

/**
 * Only what is needed to show some screens: those, the indicators on them (`shown`), and the themes these and their
 * alerts belong to.
 */
export const withinScreens = (
  answer: CatalogAnswer,
  screens: readonly string[],
  shown: ReadonlySet<string>,
): CatalogAnswer => {
  const mine = answer.screens.filter(({ id }) => screens.includes(id))
  const indicators = answer.indicators.filter(({ id }) => shown.has(id))
  const named = [...mine, ...indicators].flatMap(({ theme }) => theme ?? [])
  const within = withinThemes(answer, mine.some(({ alertTheme }) => alertTheme === null) ? 'all' : [...new Set(named)])
  const kept = new Set(mine.map(({ id }) => id))
  return {
    ...within,
    indicators: within.indicators.filter(({ id }) => shown.has(id)),
    screens: within.screens.filter(({ id }) => kept.has(id)),
  }
}

/**
 * Beside what a reader sees, the registry of the themes whose deliveries they keep: datasets, their problems and the
 * themes' names, no indicator and no screen.
 */
export const withRegistry = (seen: CatalogAnswer, whole: CatalogAnswer, kept: readonly string[]): CatalogAnswer => {
  const among = <T extends { id: string }>(list: readonly T[], mine: readonly T[], isKept: (one: T) => boolean): T[] =>
    list.filter((one) => isKept(one) || mine.some(({ id }) => id === one.id))
  return {
    ...seen,
    themes: among(whole.themes, seen.themes, ({ id }) => kept.includes(id)),
    datasets: among(whole.datasets, seen.datasets, ({ theme }) => kept.includes(theme)),
    problems: whole.problems.filter(
      (one) => seen.problems.includes(one) || kept.some((theme) => one.where.startsWith(`datasets.${theme}.`)),
    ),
  }
}

import type { Catalog, Dataset, Indicator, Panel, Screen } from '../catalog/index.ts'
import type { CatalogAnswer, DatasetInfo, IndicatorInfo, PanelInfo, Scope, ScreenInfo } from '../contract/index.ts'
import { mayReadTheme } from '../indicators/index.ts'

const SIGN = { '<': '＜', '<=': '≤', '>': '＞', '>=': '≥' } as const

const legendOf = ({ bands }: Indicator): IndicatorInfo['bands'] =>
  Object.fromEntries(Object.entries(bands?.rules ?? {}).map(([level, rules]) => [
    level,
    [...rules.map(({ band, when }) => ({ band, words: `${SIGN[when.operator]} ${when.number}` })), ...(bands?.scale === 'three' ? [{ band: 'green', words: '其余' }] : [])],
  ]))

const indicatorInfo = (catalog: Catalog, indicator: Indicator): IndicatorInfo => {
  const { id, title, theme, meaning, unit, decimals, better, grains, grain, synthetic, target } = indicator
  const owners = new Set(indicator.datasets.flatMap((dataset) => catalog.datasets.get(dataset)?.owner ?? []))
  return {
    id, title, theme, meaning, unit, decimals, better, grains, grain, synthetic,
    scale: indicator.bands?.scale ?? 'three',
    bands: legendOf(indicator),
    target: target && { kind: target.kind },
    owner: [...owners].join('、'),
  }
}

const datasetInfo = (dataset: Dataset): DatasetInfo => {
  const { id, title, theme, owner, freshnessSeconds, synthetic } = dataset
  return { id, title, theme, owner, kind: dataset.type === 'delivered' ? dataset.kind : 'reading', freshnessSeconds, synthetic, problem: null }
}

const indicatorIds = (panel: Panel): string[] => (panel.panel === 'map' ? [panel.fill] : 'of' in panel ? panel.of ?? [] : [])

const panelInfo = (panel: Panel): PanelInfo =>
  ({ id: panel.id, kind: panel.panel, title: panel.title ?? null, weight: panel.weight, indicators: indicatorIds(panel) })

const screenInfo = ({ id, title, theme, levels, left, centre, right, bottom }: Screen): ScreenInfo =>
  ({ id, title, theme, levels, left: left.map(panelInfo), centre: panelInfo(centre), right: right.map(panelInfo), bottom: bottom && panelInfo(bottom) })

/** The definitions as far as a reader may know of them. */
export const catalogAnswer = (catalog: Catalog, scope: Scope, city: { timeZone: string; demo: boolean }): CatalogAnswer => {
  const seen = <T extends { theme: string | null }>(all: Iterable<T>): T[] => [...all].filter((one) => one.theme === null || mayReadTheme(scope, one.theme))
  return {
    revision: catalog.revision,
    city: { ...catalog.city, ...city },
    themes: catalog.themes.filter((theme) => mayReadTheme(scope, theme.id)),
    datasets: seen(catalog.datasets.values()).map(datasetInfo),
    indicators: seen(catalog.indicators.values()).map((indicator) => indicatorInfo(catalog, indicator)),
    screens: seen(catalog.screens.values()).map(screenInfo),
    problems: catalog.problems,
  }
}

import type { Catalog, Dimension, Indicator } from './model/index.ts'

const sourcesOf = (catalog: Catalog, indicator: Indicator): Indicator[] => {
  const { value } = indicator
  const ids =
    value.kind === 'formula'
      ? Object.values(value.parts)
      : value.kind === 'index'
        ? value.parts.map((part) => part.indicator)
        : null
  return ids === null ? [indicator] : ids.flatMap((id) => sourcesOf(catalog, catalog.indicators.get(id)!))
}

const ofDataset = (catalog: Catalog, id: string | null): readonly Dimension[] => {
  const dataset = id === null ? undefined : catalog.datasets.get(id)
  return dataset?.type === 'delivered' ? dataset.dimensions : []
}

/** What an indicator can be split by: categories and single things that all it is computed from have. */
export const dimensionsOf = (catalog: Catalog, indicator: Indicator): readonly Dimension[] => {
  const [first, ...rest] = sourcesOf(catalog, indicator).map(({ from }) => ofDataset(catalog, from))
  return (first ?? []).filter(({ id }) => rest.every((others) => others.some((other) => other.id === id)))
}

/** Of these the categories, whose members are known beforehand and may be told to whoever may read the number. */
export const categoriesOf = (catalog: Catalog, indicator: Indicator): readonly Dimension[] =>
  dimensionsOf(catalog, indicator).filter(({ each }) => !each)

/** The dimension among those asked for whose members are single things; at most one can be asked for at once. */
export const thingsIn = (catalog: Catalog, indicator: Indicator, by: readonly string[]): Dimension | undefined =>
  dimensionsOf(catalog, indicator).find(({ id, each }) => each && by.includes(id))

/** Stands for the key of a dataset's rows, where each member is one thing; nobody can ask for it by name. */
export const ROW_KEY = '#key'

const keyOf = (catalog: Catalog, id: string): Dimension | undefined => {
  const dataset = catalog.datasets.get(id)
  const [key, more] = dataset?.type === 'delivered' ? dataset.key : []
  return key !== undefined && more === undefined
    ? { id: ROW_KEY, title: '', values: [], source: { column: key } }
    : undefined
}

/** A dimension of a dataset by its id, as the rows of that dataset know it. */
export const dimensionOf = (catalog: Catalog, dataset: string, id: string): Dimension | undefined =>
  id === ROW_KEY ? keyOf(catalog, dataset) : ofDataset(catalog, dataset).find((dimension) => dimension.id === id)

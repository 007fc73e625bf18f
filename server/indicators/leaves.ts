import type { Catalog, Indicator } from '../catalog/index.ts'

/** The indicators a formula or index comes down to: those computed from rows, each once; itself for all others. */
export const leavesOf = (catalog: Catalog, indicator: Indicator): Indicator[] => {
  const { value } = indicator
  const ids =
    value.kind === 'formula'
      ? Object.values(value.parts)
      : value.kind === 'index'
        ? value.parts.map((part) => part.indicator)
        : null
  return ids === null ? [indicator] : [...new Set(ids.flatMap((id) => leavesOf(catalog, catalog.indicators.get(id)!)))]
}

import type { Catalog, Dataset } from '../../catalog/index.ts'
import { isStored, planParts, type Part } from '../parts.ts'

/** What is stored for a dataset: its indicators' parts, by region of the row and hour or day. */
export interface CellPlan {
  dataset: Dataset
  /** The dataset rows arrive in; another than `dataset` for derived ones. */
  fedBy: string
  grain: 'hour' | 'day'
  parts: Part[]
}

/** The dataset whose deliveries make this one's rows. */
export const fedBy = (dataset: Dataset): string => (dataset.type === 'derived' ? dataset.from : dataset.id)

const storedOf = (catalog: Catalog, dataset: string) =>
  [...catalog.indicators.values()].filter((one) => one.from === dataset && isStored(one))

/** Parts stored for a dataset, each once. */
export const storedParts = (catalog: Catalog, dataset: string): Part[] => [
  ...new Map(
    storedOf(catalog, dataset)
      .flatMap((one) => planParts(one)!.parts)
      .map((part) => [part.column, part]),
  ).values(),
]

/** One plan for each dataset that has something to store. */
export const planCells = (catalog: Catalog): CellPlan[] =>
  [...catalog.datasets.values()].flatMap((dataset) => {
    const parts = storedParts(catalog, dataset.id)
    if (parts.length === 0) return []
    const hourly = storedOf(catalog, dataset.id).some((one) => one.grains.includes('hour'))
    return [{ dataset, fedBy: fedBy(dataset), grain: hourly ? ('hour' as const) : ('day' as const), parts }]
  })

/** Changes when stored cells would no longer be what the definitions say. */
export const signatureOf = ({ dataset, grain, parts }: CellPlan): string =>
  JSON.stringify([
    grain,
    parts.map((part) => part.column).sort(),
    dataset.type === 'derived' ? [dataset.columns, dataset.per, dataset.every] : null,
  ])

import type { Catalog, Dataset, Indicator } from '../../catalog/index.ts'
import type { RegionCode, Scope } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'
import { leavesOf } from '../leaves.ts'
import { reachesOf } from '../query.ts'
import { fedBy } from '../stored/plan.ts'

/** A part of a number that is counted over people, and from how many on it may be told. */
export interface PersonalLeaf {
  leaf: Indicator
  dataset: Dataset
  least: number
}

/**
 * How many there must be of a dataset's rows before anybody without the right to them is told the number; 0 = any
 * number may be told.
 */
export const leastOf = (catalog: Catalog, dataset: Dataset, usual: number): number => {
  const delivered = catalog.datasets.get(fedBy(dataset))
  const personal = dataset.class === 'personal' || delivered?.class === 'personal'
  const least = dataset.smallCount ?? delivered?.smallCount ?? usual
  return personal && least > 1 ? least : 0
}

/**
 * The parts of an indicator whose small numbers are not told to everybody; empty for all but those of personal
 * datasets.
 */
export const personalLeaves = (catalog: Catalog, indicator: Indicator, usual: number): PersonalLeaf[] =>
  leavesOf(catalog, indicator).flatMap((leaf) => {
    const dataset = catalog.datasets.get(leaf.from!)!
    const least = leastOf(catalog, dataset, usual)
    return least === 0 ? [] : [{ leaf, dataset, least }]
  })

/** Whether the rows of a theme's datasets in a region are open to the reader: then so is their number. */
export const mayCount = (regions: Regions, scope: Scope, region: RegionCode, theme: string): boolean =>
  reachesOf(regions, scope, region, theme).some(({ rows }) => rows === true)

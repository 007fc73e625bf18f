import type { Grant, Person } from '../../contract/index.ts'
import type { Regions } from '../../regions/index.ts'

const themesWithin = (inner: Grant['themes'], outer: Grant['themes']): boolean =>
  outer === 'all' || (inner !== 'all' && inner.every((theme) => outer.includes(theme)))

const within = (regions: Regions, inner: Grant, outer: Grant): boolean =>
  outer.actions.includes('configure')
  && regions.contains(outer.region, inner.region)
  && themesWithin(inner.themes, outer.themes)
  && inner.actions.every((action) => outer.actions.includes(action))
  && (inner.role !== 'admin' || outer.role === 'admin')

/**
 * Whether a person may give (or take) this grant: it lies wholly within one of their own that lets them configure.
 * Grants are not added up, so that two halves never make more than either.
 */
export const covers = (regions: Regions, { grants }: Person, grant: Grant): boolean => grants.some((own) => within(regions, grant, own))

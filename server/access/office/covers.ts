import { mayGiveRole, type Grant, type Person } from '../../contract/index.ts'
import { holds, type Regions } from '../../regions/index.ts'

const themesWithin = (inner: Grant['themes'], outer: Grant['themes']): boolean =>
  outer === 'all' || (inner !== 'all' && inner.every((theme) => outer.includes(theme)))

const ownEnd = (grant: Grant & { endsAt?: string | null }): number =>
  grant.endsAt ? Date.parse(grant.endsAt) : Infinity

const within = (regions: Regions, inner: Grant, outer: Grant): boolean =>
  holds(outer, 'configure')
  && regions.contains(outer.region, inner.region)
  && themesWithin(inner.themes, outer.themes)
  && inner.actions.every((action) => outer.actions.includes(action))
  && mayGiveRole(outer.role, inner.role)

/** Whether one of a person's own grants holds this one and lasts until then as well; `null` = without an end. */
export const outlasts = (regions: Regions, { grants }: Person, grant: Grant, endsAt: number | null): boolean =>
  grants.some((own) => within(regions, grant, own) && ownEnd(own) >= (endsAt ?? Infinity))

/**
 * Whether a person may give (or take) this grant: it lies wholly within one of their own that lets them configure.
 * Grants are not added up, so that two halves never make more than either.
 */
export const covers = (regions: Regions, { grants }: Person, grant: Grant): boolean =>
  grants.some((own) => within(regions, grant, own))

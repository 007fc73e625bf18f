import type { CaseType } from '../../catalog/index.ts'
import type { CaseParty, Grant, Person, RegionCode, Role } from '../../contract/index.ts'
import { can, holds, type Regions } from '../../regions/index.ts'
import type { Standing } from '../machine/rules.ts'
import type { Case } from '../types.ts'

const OVERSEERS: readonly string[] = ['admin', 'leader', 'supervisor']

/** Roles that act for themselves and their unit; any other is staff of the places it is granted. */
const SENT: readonly Role[] = ['department', 'field']
const isStaff = ({ role }: Grant): boolean => !SENT.includes(role)

const ids = ({ id, unit, grants }: Person, which: (grant: Grant) => boolean): string[] => [
  ...new Set([
    id,
    ...(unit === undefined ? [] : [unit]),
    ...grants.filter((grant) => holds(grant, 'handle') && isStaff(grant) && which(grant)).map(({ region }) => region),
  ]),
]

/** Ids under which a person holds cases: their own, their unit's, and those of the places whose staff they are. */
export const idsOf = (person: Person): string[] => ids(person, () => true)

/**
 * Those under which a case is seen wherever it is and whatever it is about: who handles a place in some themes only
 * does not hold all that lies with the place.
 */
const holderIdsOf = (person: Person): string[] => ids(person, ({ themes }) => themes === 'all')

/** As whom cases are one's own: the parties one is, and the name under which one has had a hand in them. */
export interface Own {
  holders: readonly string[]
  hand: string
}
export const ownOf = (person: Person): Own => ({ holders: holderIdsOf(person), hand: person.id })

/** Whether a case is that of somebody sent out: given to them or their unit, or one they have had a hand in. */
export const isOfSomebodySent = (
  { id, unit }: Person,
  { owner, cohandlers, hands }: Pick<Case, 'owner' | 'cohandlers' | 'hands'>,
): boolean =>
  hands.includes(id) || [owner, ...cohandlers].some((party) => party !== null && [id, unit].includes(party.id))

/** Whether a person acts for a party: is it, belongs to it, or handles the place it belongs to from above. */
const actsFor = (regions: Regions, person: Person, party: CaseParty | null, theme: string): boolean => {
  if (party === null) return false
  if (party.id === person.id || party.id === person.unit) return true
  const grants = person.grants.filter(isStaff)
  return (
    can(regions, { ...person, grants }, { action: 'handle', region: party.region, theme })
    && (party.kind === 'unit' || party.region !== person.unit)
  )
}

const above = (regions: Regions, region: RegionCode): RegionCode => regions.path(region).at(-2)?.code ?? region

/** How a person stands to a case: all that the rules of the machine ask. */
export const standingOf = (
  regions: Regions,
  person: Person,
  one: Case,
  { theme }: Pick<CaseType, 'theme'>,
): Standing => {
  const handles = (region: RegionCode, which: (grant: Grant) => boolean = () => true): boolean =>
    can(regions, { ...person, grants: person.grants.filter(which) }, { action: 'handle', region, theme })
  const superior =
    person.grants.some(isStaff) && handles(above(regions, one.desk.region), ({ role }) => role !== 'field')
  return {
    desk: actsFor(regions, person, one.desk, theme),
    owner: actsFor(regions, person, one.owner, theme),
    cohandler: one.cohandlers.some((party) => actsFor(regions, person, party, theme)),
    superior,
    overseer:
      superior
      || person.grants.some(({ role, region }) => OVERSEERS.includes(role) && regions.contains(region, one.region)),
    handles: handles(one.region),
    fedBack: one.feedbackBy === person.id,
    requested:
      one.requested !== null && (one.requested.by.id === person.id || (one.requested.for === one.desk.id && !superior)),
  }
}

import type { Person, RegionCode, Role } from '../contract/index.ts'
import { holds, type Regions } from '../regions/index.ts'

/**
 * Depth of the finest unit that is counted: the places right below the root. Below that a unit is two or three people.
 */
const FINEST = 1

/**
 * The place somebody's use is counted for: the least that holds all they may see, no finer than a place below the root.
 * `null` = they see nothing.
 */
export const unitOf = (regions: Regions, { grants }: Person): RegionCode | null => {
  const paths = grants
    .filter((grant) => holds(grant, 'aggregate'))
    .map(({ region }) => regions.path(region).map(({ code }) => code))
  const [first] = paths
  if (!first) return null
  const shared = first.filter((code, depth) => paths.every((path) => path[depth] === code))
  return shared[Math.min(FINEST, shared.length - 1)] ?? regions.root.code
}

/** What somebody is there for, by the first of the grants that let them see anything. */
export const roleOf = ({ grants }: Person): Role => grants.find((grant) => holds(grant, 'aggregate'))?.role ?? 'admin'

/** The units there are: the root's own people, then each place below it. */
export const unitsOf = (regions: Regions): { code: RegionCode; name: string }[] => [
  { code: regions.root.code, name: `${regions.root.name}本级` },
  ...regions.children(regions.root.code).map(({ code, name }) => ({ code, name })),
]

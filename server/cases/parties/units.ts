import type { Catalog, CaseType } from '../../catalog/index.ts'
import type { CaseParty, Person, RegionCode } from '../../contract/index.ts'
import { can, holds, type RegionNode, type Regions } from '../../regions/index.ts'

/** Who can be given something: regions' own staff, declared departments, and people. */
export interface Directory {
  party: (id: string) => CaseParty | null
  /** The unit that takes in what happens in a region, for a type. */
  deskOf: (type: CaseType, region: RegionCode) => CaseParty
  /** Everybody a case of this theme in this region could go to, nearest first. */
  around: (region: RegionCode, theme: string) => CaseParty[]
}

interface DirectoryDeps {
  catalog: () => Pick<Catalog, 'units'>
  regions: Regions
  people: () => readonly Person[]
}

/** The administrator's account is there to set things up: it may act on any case, and no case is given to it. */
const handlesIn = (regions: Regions, person: Person, region: RegionCode, theme: string): boolean =>
  can(
    regions,
    { ...person, grants: person.grants.filter(({ role }) => role !== 'admin') },
    { action: 'handle', region, theme },
  )

/** A declared department, or a place with its own staff, by id. */
export const unitOf = (
  catalog: Catalog,
  regions: Regions,
  id: string,
): { title: string; region: RegionCode } | null => {
  const node = regions.get(id)
  if (node) return { title: node.name, region: node.code }
  const unit = catalog.units.get(id)
  return unit ? { title: unit.title, region: unit.region ?? regions.root.code } : null
}

/** The directory reads the place tree, the declared departments and the accounts; it keeps nothing. */
export const createDirectory = ({ catalog, regions, people }: DirectoryDeps): Directory => {
  const titleOf = (level: string): string => regions.levels.find(({ id }) => id === level)?.title ?? level
  const place = (node: RegionNode): CaseParty => ({
    kind: 'unit',
    id: node.code,
    name: node.name,
    post: titleOf(node.level),
    region: node.code,
  })
  const departments = (): CaseParty[] =>
    [...catalog().units.values()]
      .sort((a, b) => a.order - b.order)
      .map(({ id, title, region }) => ({
        kind: 'unit',
        id,
        name: title,
        post: '部门',
        region: region ?? regions.root.code,
      }))
  const homeOf = (person: Person): RegionCode => {
    const own =
      person.unit !== undefined && regions.get(person.unit)
        ? person.unit
        : person.grants.find((grant) => holds(grant, 'handle'))?.region
    return own ?? regions.root.code
  }
  const individual = (person: Person): CaseParty => ({
    kind: 'person',
    id: person.id,
    name: person.name,
    post: person.post,
    region: homeOf(person),
  })
  return {
    party: (id) => {
      const node = regions.get(id)
      if (node) return place(node)
      const person = people().find((one) => one.id === id)
      return person ? individual(person) : (departments().find((unit) => unit.id === id) ?? null)
    },
    deskOf: (type, region) => {
      const path = regions.path(region)
      const node =
        path.findLast(({ level }) => level === type.level)
        ?? path.at(type.level === null && path.length > 1 ? -2 : -1)
        ?? regions.root
      return place(node)
    },
    around: (region, theme) => {
      const path = regions.path(region).toReversed()
      const own = people()
        .filter((person) => handlesIn(regions, person, region, theme))
        .map(individual)
      const depth = (party: CaseParty): number => regions.path(party.region).length
      const below = path[0] ? regions.children(path[0].code).map(place) : []
      const towns = regions
        .children(regions.root.code)
        .filter((node) => !path.includes(node) && path[0] !== regions.root)
        .map(place)
      // What was reported in the wrong village is its neighbour's.
      const beside =
        path[1] && path[1] !== regions.root
          ? regions
              .children(path[1].code)
              .filter((node) => node !== path[0])
              .map(place)
          : []
      return [
        ...own.sort((a, b) => depth(b) - depth(a)),
        ...path.map(place),
        ...below,
        ...departments(),
        ...beside,
        ...towns,
      ]
    },
  }
}

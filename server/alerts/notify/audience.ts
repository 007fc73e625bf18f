import type { Person, RegionCode } from '../../contract/index.ts'
import { can, holds as hasAction, type Regions } from '../../regions/index.ts'

interface Addressee {
  to: string
  person: { id: string; name: string } | null
}

interface Wanted {
  to: readonly string[]
  region: RegionCode
  theme: string
}

/** Those who hold the role for this place and theme, or who handle things at the named level above it. */
const holds = (person: Person, name: string, { region, theme }: Wanted, regions: Regions): boolean => {
  const node = regions.path(region).find(({ level }) => level === name)
  return (
    person.grants.some((grant) => {
      const covers = regions.contains(grant.region, region) && (grant.themes === 'all' || grant.themes.includes(theme))
      return (
        covers
        && (grant.role === name || (node !== undefined && grant.region === node.code && hasAction(grant, 'handle')))
      )
    }) && can(regions, person, { action: 'aggregate', region, theme })
  )
}

/**
 * The people to tell by place, duty and theme; each once, under the first name that fits. A name nobody holds
 * is kept without a person, so that it is seen that nobody was there to be told.
 */
export const audienceOf = (wanted: Wanted, people: readonly Person[], regions: Regions): Addressee[] => {
  const seen = new Set<string>()
  return wanted.to.flatMap((to): Addressee[] => {
    const found = people.filter((person) => holds(person, to, wanted, regions))
    if (found.length === 0) return [{ to, person: null }]
    return found.flatMap(({ id, name }) => {
      if (seen.has(id)) return []
      seen.add(id)
      return [{ to, person: { id, name } }]
    })
  })
}

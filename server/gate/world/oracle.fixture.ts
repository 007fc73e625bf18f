import { ACTIONS, type Action, type Grant, type Person } from '../../contract/index.ts'
import { PARENT } from './definitions.fixture.ts'

export const ADMIN: Person = {
  id: 'root',
  name: '管理',
  post: '管理员',
  grants: [{ role: 'admin', region: 'QD', themes: 'all', actions: ACTIONS }],
}

const contains = (outer: string, inner: string): boolean => {
  for (let here: string | null = inner; here !== null; here = PARENT[here] ?? null) if (here === outer) return true
  return false
}

const ofSight: readonly Action[] = ['rows', 'unmask', 'handle', 'export']
const ofField: readonly Action[] = ['aggregate', 'handle', 'unmask']

/**
 * Whether some grant allows it; written without the product's own rules. Whoever may not see a place does nothing with
 * what is seen there. Whoever is sent out sees numbers, and of cases none but their own, of which the world has none.
 */
export const allowed = (
  person: Person,
  action: Action,
  { region, theme: of, kind }: { region?: string; theme?: string; kind?: 'case' } = {},
): boolean =>
  person.grants.some(
    (grant) =>
      grant.actions.includes(action)
      && (!ofSight.includes(action) || grant.actions.includes('aggregate'))
      && (grant.role !== 'field' || (ofField.includes(action) && kind !== 'case'))
      && contains(grant.region, region ?? grant.region)
      && (of === undefined || grant.themes === 'all' || grant.themes.includes(of)),
  )

/** Whether somebody manages what has these rights: they lie wholly within one of their own that lets them configure. */
export const manages = (person: Person, of: Pick<Grant, 'region' | 'themes' | 'actions'>): boolean =>
  person.grants.some(
    ({ role, region, themes, actions }) =>
      role !== 'field'
      && actions.includes('configure')
      && contains(region, of.region)
      && of.actions.every((action) => actions.includes(action))
      && (themes === 'all' || (of.themes !== 'all' && of.themes.every((theme) => themes.includes(theme)))),
  )

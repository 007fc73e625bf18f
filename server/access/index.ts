import { ACTIONS, type Action, type Person, type Scope } from '../contract/index.ts'
import { can, type Deed, type Regions } from '../regions/index.ts'

export interface Credentials { cookie?: string | undefined; authorization?: string | undefined }

/** Who may see and do what; the only maker of scopes. */
export interface Access {
  /** Who sent these headers; `null` = nobody known. */
  personOf: (headers: Credentials) => Person | null
  /** What a person may see with this right, `aggregate` unless said otherwise. */
  scopeFor: (person: Person, action?: Action) => Scope
  can: (person: Person, deed: Deed) => boolean
  /** What the sender of these headers may see. */
  scopeOf: (headers: Credentials) => Scope
}

const scopeFor: Access['scopeFor'] = ({ grants }, action = 'aggregate') => ({
  reaches: grants.filter(({ actions }) => actions.includes(action))
    .map(({ region, themes, actions }) => ({ roots: [region], themes, class: actions.includes('unmask') ? 'personal' : 'internal' })),
})

/** Until there are accounts everybody is the administrator, with personal fields masked. */
export const createAccess = (regions: Regions): Access => {
  const everybody: Person = {
    id: 'admin', name: '管理员', post: '系统管理员',
    grants: [{ role: 'admin', region: regions.root.code, themes: 'all', actions: ACTIONS.filter((action) => action !== 'unmask') }],
  }
  return {
    personOf: () => everybody,
    scopeFor,
    can: (person, deed) => can(regions, person, deed),
    scopeOf: () => scopeFor(everybody),
  }
}

import type { Action, Person, Scope } from '../contract/index.ts'
import { can, holds, type Regions } from '../regions/index.ts'
import type { Visitor } from './door/index.ts'

/**
 * What a person may see with this right: one reach for each grant that has it. Whoever is sent out is shown who
 * somebody is in their own cases: that opens no row, by whatever grant they read it.
 */
export const scopeFor = ({ grants }: Person, action: Action = 'aggregate'): Scope => ({
  reaches: grants
    .filter((grant) => holds(grant, action) && !(action === 'unmask' && grant.role === 'field'))
    .map((grant) => ({
      roots: [grant.region],
      themes: grant.themes,
      class: holds(grant, 'unmask') ? 'personal' : 'internal',
      rows: holds(grant, 'rows'),
      ...(grant.role === 'field' ? { own: true } : {}),
      ...(grant.role === 'wall' ? { hall: true } : {}),
    })),
})

/** Whether somebody who is held to certain screens may open this one. */
export const mayOpen = ({ screens }: Person, screen: string): boolean =>
  screens === undefined || screens.includes(screen)

/**
 * Whether somebody may read what was written down about people: it tells of all places and themes, so that only a right
 * to all of them opens it.
 */
export const mayAudit = (regions: Regions, person: Person): boolean =>
  can(
    regions,
    { ...person, grants: person.grants.filter(({ themes }) => themes === 'all') },
    { action: 'audit', region: regions.root.code },
  )

/**
 * Whether somebody may deliver rows of a dataset: its own feed, or an administrator of its theme everywhere. Whoever
 * looks after the data, or the machine, sends nothing in.
 */
export const mayDeliver = (regions: Regions, person: Person, { id, theme }: { id: string; theme: string }): boolean =>
  person.delivers === id
  || can(
    regions,
    { ...person, grants: person.grants.filter(({ role }) => role === 'admin') },
    { action: 'configure', region: regions.root.code, theme },
  )

/**
 * As whom somebody looks at screens: with an account of their own, or a wall with its key. `null` = a program, which
 * looks at nothing.
 */
export const lookerOf = (visitor: Visitor | null): { person: Person; wall: boolean } | null => {
  if (visitor === null) return null
  const wall = visitor.kind === 'token' && visitor.person.id.startsWith('wall:')
  return visitor.kind === 'account' || wall ? { person: visitor.person, wall } : null
}

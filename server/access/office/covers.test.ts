import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ACTIONS, ROLES, type Grant, type Person } from '../../contract/index.ts'
import { can, createRegions } from '../../regions/index.ts'
import { covers } from './covers.ts'
import { nodeOf } from '../../regions/node.fixture.ts'

const PLACES = ['d', 't1', 't2', 'v11', 'v12', 'v21']
const THEMES = ['a', 'b', 'c']
const regions = createRegions({
  nodes: [
    nodeOf('d', null, 'district'),
    nodeOf('t1', 'd', 'town'),
    nodeOf('t2', 'd', 'town'),
    nodeOf('v11', 't1', 'village'),
    nodeOf('v12', 't1', 'village'),
    nodeOf('v21', 't2', 'village'),
  ],
  levels: [],
  source: '',
  outlines: 'none',
  topology: null,
  today: () => '2026-01-01',
})

const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...ROLES),
  region: fc.constantFrom(...PLACES),
  themes: fc.oneof(fc.constant('all' as const), fc.subarray(THEMES, { minLength: 1 })),
  actions: fc.subarray([...ACTIONS], { minLength: 1 }),
})
const person = (grants: readonly Grant[]): Person => ({ id: 'p', name: '', post: '', grants })

/**
 * Every single deed there is: the truth both sides are held against. A theme nobody named stands for all that may come.
 */
const DEEDS = PLACES.flatMap((region) =>
  [...THEMES, 'another'].flatMap((theme) => ACTIONS.map((action) => ({ region, theme, action }))),
)
const deedsOf = (grants: readonly Grant[]): Set<string> =>
  new Set(DEEDS.filter((deed) => can(regions, person(grants), deed)).map((deed) => JSON.stringify(deed)))

test('nobody can give what they do not have, through any chain of people', () => {
  fc.assert(
    fc.property(
      fc.array(grant, { minLength: 1, maxLength: 4 }),
      fc.array(fc.array(grant, { maxLength: 6 }), { minLength: 1, maxLength: 4 }),
      (first, wishes) => {
        const reach = deedsOf(first)
        let giver = person(first)
        for (const wished of wishes) {
          const given = wished.filter((one) => covers(regions, giver, one))
          for (const deed of deedsOf(given)) expect(reach.has(deed)).toBe(true)
          giver = person(given)
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('what lies within an own grant that may configure can be given', () => {
  fc.assert(
    fc.property(grant, (own) => {
      fc.pre(own.role !== 'field')
      const configures = { ...own, actions: [...new Set([...own.actions, 'configure' as const])] }
      expect(covers(regions, person([configures]), configures)).toBe(true)
      expect(covers(regions, person([configures]), { ...configures, actions: configures.actions.slice(0, 1) })).toBe(
        true,
      )
    }),
  )
})

test.each<[Grant['role'], Grant['role'][]]>([
  ['admin', [...ROLES]],
  ['operator', ROLES.filter((role) => role !== 'admin')],
  ['steward', ROLES.filter((role) => role !== 'admin' && role !== 'operator')],
  ['town', ROLES.filter((role) => role !== 'admin' && role !== 'operator')],
  ['field', []],
])('%s gives these roles: %o', (role, roles) => {
  const as = (one: Grant['role']): Grant => ({ role: one, region: 'd', themes: 'all', actions: ['configure'] })
  expect(ROLES.filter((one) => covers(regions, person([as(role)]), as(one)))).toEqual(roles)
})

test.each<[string, Grant, boolean]>([
  ['its own village', { role: 'village', region: 'v11', themes: ['a'], actions: ['rows'] }, true],
  ['the town beside it', { role: 'town', region: 't2', themes: ['a'], actions: ['rows'] }, false],
  ['a theme it lacks', { role: 'town', region: 't1', themes: ['a', 'b'], actions: ['rows'] }, false],
  ['all themes', { role: 'town', region: 't1', themes: 'all', actions: ['rows'] }, false],
  ['an action it lacks', { role: 'town', region: 't1', themes: ['a'], actions: ['unmask'] }, false],
  [
    'an action it has where it may not configure',
    { role: 'town', region: 't2', themes: ['b'], actions: ['aggregate'] },
    false,
  ],
  ['the role of administrator', { role: 'admin', region: 't1', themes: ['a'], actions: ['rows'] }, false],
])('a town that manages itself gives %s: %o → %s', (_, wished, expected) => {
  const town = person([
    { role: 'town', region: 't1', themes: ['a'], actions: ['aggregate', 'rows', 'configure'] },
    { role: 'town', region: 'd', themes: ['b'], actions: ['aggregate'] },
  ])
  expect(covers(regions, town, wished)).toBe(expected)
})

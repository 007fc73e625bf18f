import { expect, test } from 'vitest'
import { ROLES, type Action, type Grant, type Person } from '../contract/index.ts'
import { createRegions } from '../regions/index.ts'
import { mayAudit, mayDeliver, scopeFor } from './scope.ts'
import { nodeOf } from '../regions/node.fixture.ts'

const regions = createRegions({
  nodes: [nodeOf('d', null), nodeOf('t1', 'd')],
  levels: [],
  source: '',
  outlines: 'none',
  topology: null,
  today: () => '2026-01-01',
})
const person = (...grants: Partial<Grant>[]): Person => ({
  id: 'p',
  name: '',
  post: '',
  grants: grants.map((grant) => ({ role: 'admin', region: 'd', themes: 'all', actions: [], ...grant })),
})

test.each<[string, Person, boolean]>([
  ['at the root over all themes', person({ actions: ['audit'] }), true],
  ['at the root over some themes', person({ actions: ['audit'], themes: ['a', 'b'] }), false],
  ['in a town', person({ actions: ['audit'], region: 't1' }), false],
  [
    'in a town, and all themes without it',
    person({ actions: ['audit'], region: 't1' }, { actions: ['aggregate'] }),
    false,
  ],
  ['nowhere', person({ actions: ['aggregate', 'configure'] }), false],
])('the audit is open to a right %s: %o → %s', (_, who, may) => expect(mayAudit(regions, who)).toBe(may))

const CASE = { id: 'a.case', theme: 'a' }
test.each<[string, Person, boolean]>([
  ['the key of its feed', { ...person(), delivers: 'a.case' }, true],
  ['the key of another', { ...person(), delivers: 'a.other' }, false],
  ['an administrator', person({ actions: ['configure'] }), true],
  ['an administrator of its theme', person({ actions: ['configure'], themes: ['a'] }), true],
  ['an administrator of another', person({ actions: ['configure'], themes: ['b'] }), false],
  ['an administrator of a town', person({ actions: ['configure'], region: 't1' }), false],
  ['an administrator who may not configure', person({ actions: ['aggregate', 'rows'] }), false],
  [
    'a steward who is an administrator of a town',
    person({ role: 'steward', actions: ['configure'] }, { region: 't1', actions: ['configure'] }),
    false,
  ],
])('rows are delivered by %s: %o → %s', (_, who, may) => expect(mayDeliver(regions, who, CASE)).toBe(may))

test.each(ROLES.filter((role) => role !== 'admin'))('rows are not delivered by a %s, whatever they configure', (role) =>
  expect(mayDeliver(regions, person({ role, actions: ['aggregate', 'rows', 'configure'] }), CASE)).toBe(false),
)

test.each<[Action[], Action, number]>([
  [['rows', 'unmask', 'export', 'handle'], 'rows', 0],
  [['rows', 'unmask', 'export', 'handle'], 'unmask', 0],
  [['unmask'], 'aggregate', 0],
  [['aggregate', 'unmask'], 'unmask', 1],
  [['configure'], 'configure', 1],
])('what is done with what one sees needs the sight of it: %o reaches %s %i times', (actions, action, reaches) =>
  expect(scopeFor(person({ actions }), action).reaches).toHaveLength(reaches),
)

test('a reach tells of its own grant alone: rows of one place lend none to another', () => {
  const who = person(
    { actions: ['aggregate', 'rows', 'unmask'], region: 't1', themes: ['a'] },
    { actions: ['aggregate'] },
  )
  expect(scopeFor(who).reaches).toEqual([
    { roots: ['t1'], themes: ['a'], class: 'personal', rows: true },
    { roots: ['d'], themes: 'all', class: 'internal', rows: false },
  ])
})

test('who somebody is in their own cases is no right to open rows, whatever other grant reads them', () => {
  const who = person(
    { role: 'field', actions: ['aggregate', 'handle', 'unmask'] },
    { role: 'town', actions: ['aggregate', 'rows'], region: 't1' },
  )
  expect(scopeFor(who, 'unmask').reaches).toEqual([])
  expect(scopeFor(who).reaches).toContainEqual({
    roots: ['d'],
    themes: 'all',
    class: 'personal',
    rows: false,
    own: true,
  })
})

import { expect, test } from 'vitest'
import { ACTIONS, type Grant, type Person } from '../contract/index.ts'
import { createRegions } from './create.ts'
import { can } from './rights.ts'
import { nodeOf } from './node.fixture.ts'

const regions = createRegions({
  nodes: [
    nodeOf('d', null, 'district'),
    nodeOf('t1', 'd', 'town'),
    nodeOf('t2', 'd', 'town'),
    nodeOf('v11', 't1', 'village'),
  ],
  levels: [],
  source: '',
  outlines: 'none',
  topology: null,
  today: () => '2026-01-01',
})
const grant = (region: string, themes: Grant['themes'], actions: Grant['actions']): Grant => ({
  role: 'town',
  region,
  themes,
  actions,
})
const officer: Person = {
  id: 'p',
  name: '甲',
  post: '',
  grants: [
    grant('t1', 'all', ['aggregate', 'handle']),
    grant('d', ['economy'], ['aggregate']),
    grant('t2', ['market'], ['export', 'configure']),
  ],
}

test('whoever is sent out sees numbers and handles; what else is written into their grant opens nothing', () => {
  const sent: Person = {
    ...officer,
    grants: [{ role: 'field', region: 'v11', themes: 'all', actions: [...ACTIONS] }],
  }
  expect(ACTIONS.filter((action) => can(regions, sent, { action }))).toEqual(['aggregate', 'unmask', 'handle'])
})

test.each([
  ['in its own town', { action: 'handle', region: 't1' }, true],
  ['in a village of it', { action: 'handle', region: 'v11', theme: 'governance' }, true],
  ['in the town beside it', { action: 'handle', region: 't2' }, false],
  ['above it', { action: 'handle', region: 'd' }, false],
  ['in a theme granted further out', { action: 'aggregate', region: 't2', theme: 'economy' }, true],
  ['in another theme there', { action: 'aggregate', region: 't2', theme: 'governance' }, false],
  ['an action granted elsewhere only', { action: 'handle', region: 'd', theme: 'economy' }, false],
  ['anywhere at all', { action: 'handle' }, true],
  ['what nothing grants', { action: 'audit' }, false],
  ['to take out what may not be seen', { action: 'export', region: 't2', theme: 'market' }, false],
  ['to manage what may not be seen', { action: 'configure', region: 't2', theme: 'market' }, true],
] as const)('a right %s', (_, deed, expected) => {
  expect(can(regions, officer, deed)).toBe(expected)
})

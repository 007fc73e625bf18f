import { expect, test } from 'vitest'
import { scopeFor } from '../../access/scope.ts'
import type { Catalog } from '../../catalog/index.ts'
import type { Action, Grant, Person } from '../../contract/index.ts'
import type { Indicators } from '../../indicators/index.ts'
import { createRegions } from '../../regions/index.ts'
import { mayDecide, type AdmitDeps } from './admit.ts'
import { nodeOf } from '../../regions/node.fixture.ts'

const deps: AdmitDeps = {
  indicators: {} as Indicators,
  catalog: () => ({ datasets: new Map([['a.call', { theme: 'a' }]]) }) as unknown as Catalog,
  regions: createRegions({
    nodes: [nodeOf('d', null), nodeOf('t1', 'd'), nodeOf('t2', 'd')],
    levels: [],
    source: '',
    outlines: 'none',
    topology: null,
    today: () => '2026-01-01',
  }),
  rightTo: scopeFor,
}
const ALL: Action[] = ['aggregate', 'rows', 'unmask', 'export']
const person = (id: string, actions: Action[] = ALL, more: Partial<Grant> = {}): Person => ({
  id,
  name: id,
  post: '',
  grants: [{ role: 'town', region: 't1', themes: ['a'], actions, ...more }],
})
const asker = person('asker')

test.each<[string, Person, boolean]>([
  ['somebody else who might see, show and take out all of it', person('chief'), true],
  ['whoever asked, with all of these rights', asker, false],
  ['whoever asked, as they are now', { ...person('asker'), name: '改了名' }, false],
  ['who may not take out', person('chief', ['aggregate', 'rows', 'unmask']), false],
  ['who may not see what is masked', person('chief', ['aggregate', 'rows', 'export']), false],
  ['who may not see rows', person('chief', ['aggregate', 'unmask', 'export']), false],
  ['who may elsewhere', person('chief', ALL, { region: 't2' }), false],
  ['who may in all places', person('chief', ALL, { region: 'd' }), true],
  ['who may in another theme', person('chief', ALL, { themes: ['b'] }), false],
])('of what leaves the house decides %s: %o → %s', (_, who, may) =>
  expect(mayDecide(deps, who, asker, { dataset: 'a.call', region: 't1' })).toBe(may),
)

test('nobody decides on rows of what is no longer defined', () =>
  expect(mayDecide(deps, person('chief'), asker, { dataset: 'a.gone', region: 't1' })).toBe(false))

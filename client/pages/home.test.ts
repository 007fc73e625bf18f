import { expect, test } from 'vitest'
import type { Action, Role } from '../../server/contract/index.ts'
import { homeOf, homeWithoutSight } from './home.ts'

test.each<[Role, number, Record<string, string>, string]>([
  ['leader', 1920, {}, 'wall'],
  ['leader', 1200, {}, 'wall'],
  ['leader', 1199, {}, 'desk'],
  ['leader', 390, {}, 'desk'],
  ['wall', 1920, {}, 'wall'],
  ['analyst', 1920, {}, 'desk'],
  ['town', 1000, { wall: '3840x2160' }, 'wall'],
  ['leader', 1000, { kiosk: '1' }, 'wall'],
])('%s in a window %i wide with %o opens the %s', (role, width, query, name) =>
  expect(homeOf({ root: '330109', screen: 'first', roles: [role], width, query })).toMatchObject({
    name,
    query,
    params: { region: '330109', screen: 'first' },
  }),
)

test.each<[Role, number, string]>([
  ['town', 1920, 'work'],
  ['department', 1440, 'work'],
  ['supervisor', 1440, 'work'],
  ['village', 390, 'phone'],
  ['field', 390, 'phone'],
  ['field', 1440, 'work'],
])('%s in a window %i wide opens %s', (role, width, name) =>
  expect(homeOf({ root: '330109113', screen: 'first', roles: [role], width, query: {} })).toEqual({ name, query: {} }),
)

test.each<[Action[], string[], string]>([
  [['configure'], ['admin', 'audit'], 'admin'],
  [['audit'], ['admin', 'audit'], 'audit'],
  [['configure', 'audit'], ['admin', 'audit'], 'admin'],
  [['audit'], ['admin'], 'sightless'],
  [['export'], ['admin', 'audit'], 'sightless'],
])('who sees no numbers but may %o comes, of the pages %o, to %s', (actions, pages, name) =>
  expect(
    homeWithoutSight(
      (action) => actions.includes(action),
      (page) => pages.includes(page),
    ),
  ).toEqual({ name }),
)

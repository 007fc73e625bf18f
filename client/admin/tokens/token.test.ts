import { expect, test } from 'vitest'
import type { Grant, Role } from '../../../server/contract/index.ts'
import { handedOver, kindsOf, reachWords } from './token.ts'

const names = {
  region: () => '萧山区',
  theme: (id: string) => id,
  dataset: (id: string) => (id === 'calls' ? '热线来电' : undefined),
  screen: (id: string) => (id === 'overview' ? '总览' : undefined),
}

test('a token tells what it reaches', () => {
  expect(reachWords({ kind: 'feed', dataset: 'calls', screens: null, grants: [] }, names)).toBe('热线来电')
  expect(reachWords({ kind: 'feed', dataset: 'gone', screens: null, grants: [] }, names)).toBe('gone')
  expect(
    reachWords(
      {
        kind: 'wall',
        dataset: null,
        screens: ['overview', 'x'],
        grants: [{ role: 'wall', region: 'd', themes: 'all', actions: ['aggregate'] }],
      },
      names,
    ),
  ).toBe('萧山区 · 总览、x')
  expect(
    reachWords(
      {
        kind: 'api',
        dataset: null,
        screens: null,
        grants: [{ role: 'analyst', region: 'd', themes: ['a', 'b'], actions: ['aggregate', 'export'] }],
      },
      names,
    ),
  ).toBe('萧山区 · a、b · 看汇总、导出')
})

test('a wall is handed a link whose code no server log sees, all others the token', () => {
  expect(handedOver('wall', 'code', 'http://city').text).toBe('http://city/sign-in#wall=code')
  expect(handedOver('api', 'yp_1', 'http://city').text).toBe('yp_1')
})

test.each<[Role, boolean]>([
  ['admin', true],
  ['operator', true],
  ['steward', false],
  ['town', false],
])('%s hands out the key a department delivers with: %s', (role, may) => {
  const own: Grant = { role, region: 'd', themes: 'all', actions: ['aggregate', 'configure'] }
  expect(kindsOf([own])).toEqual(may ? ['feed', 'wall', 'api'] : ['wall', 'api'])
})

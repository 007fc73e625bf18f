import { expect, test } from 'vitest'
import type { PersonInfo } from '../../../server/contract/index.ts'
import { factorWords, isOutOfUse, matching, standing } from './person.ts'

const grant = {
  id: 'g',
  givenBy: 'admin',
  givenAt: '',
  endsAt: null,
  role: 'town',
  region: 't',
  themes: 'all',
  actions: ['aggregate'],
} as const
const person: PersonInfo = {
  username: 'shen',
  name: '沈晓岚',
  post: '瓜沥镇值班员',
  source: 'local',
  secondFactor: 'unset',
  endsAt: null,
  disabled: false,
  mustChangePassword: false,
  unit: null,
  createdAt: '',
  sessions: 0,
  grants: [{ ...grant, actions: [...grant.actions] }],
}

test.each<[Partial<PersonInfo>, string]>([
  [{}, '正常'],
  [{ endsAt: '2026-01-01T00:00:00+08:00' }, '已到期'],
  [{ sessions: 2 }, '在线 2 处'],
  [{ mustChangePassword: true }, '待首次登录'],
  [{ grants: [] }, '无授权'],
  [{ disabled: true, grants: [] }, '已停用'],
])('an account with %o stands as %s', (change, words) => expect(standing({ ...person, ...change }).words).toBe(words))

test.each<[Partial<PersonInfo>, boolean]>([
  [{}, false],
  [{ disabled: true }, true],
  [{ endsAt: '2026-01-01T00:00:00+08:00' }, true],
  [{ endsAt: '2099-01-01T00:00:00+08:00' }, false],
  [{ disabled: true, source: 'demo' }, false],
  [{ disabled: true, source: 'provider' }, true],
])('whether an account with %o may be ended for good: %s', (change, may) =>
  expect(isOutOfUse({ ...person, ...change }, Date.parse('2026-11-26T00:00:00Z'))).toBe(may),
)

test.each([
  ['SHEN', 1],
  ['晓岚', 1],
  [' 瓜沥 ', 1],
  ['', 1],
  ['李', 0],
])('typing %j finds %i', (typed, count) => expect(matching([person], typed)).toHaveLength(count))

test.each([
  ['set', '✓ 已启用'],
  ['due', '◆ 须设置'],
  ['unset', '未启用'],
  [null, '—'],
] as const)('a second factor that is %s is said %s', (secondFactor, words) =>
  expect(factorWords({ ...person, secondFactor }).words).toBe(words),
)

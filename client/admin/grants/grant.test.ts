import { expect, test } from 'vitest'
import type { Grant, RegionRef } from '../../../server/contract/index.ts'
import {
  givenAgain,
  grantable,
  grantWords,
  lacking,
  personRoles,
  placeChoices,
  proposed,
  type GrantDraft,
} from './grant.ts'

const operator: Grant = { role: 'operator', region: 'd', themes: 'all', actions: ['configure'] }
const town: Grant = { role: 'town', region: 't1', themes: ['a'], actions: ['aggregate', 'rows', 'configure'] }
const elsewhere: Grant = { role: 'analyst', region: 'd', themes: 'all', actions: ['aggregate', 'export'] }
const draft: GrantDraft = { role: 'town', region: 't1', everyTheme: true, themes: [], actions: ['aggregate'] }
const region = (code: string, parent: string | null): RegionRef => ({
  code,
  parent,
  name: `名${code}`,
  level: 'l',
  kind: 'place',
})

test('a right is handed on only from a grant that lets its holder configure', () => {
  expect(grantable([town, elsewhere], 'town')).toEqual(['aggregate', 'rows', 'configure'])
  expect(grantable([town, elsewhere], 'field')).toEqual(['aggregate'])
  expect(proposed('village', [town, elsewhere])).toEqual(['aggregate', 'rows'])
  expect(proposed('leader', [operator])).toEqual([])
})

test('only an administrator makes administrators, an operator operators too, and nobody is a wall', () => {
  expect(personRoles([operator])).not.toContain('admin')
  expect(personRoles([operator])).toContain('operator')
  expect(personRoles([{ ...operator, role: 'steward' }])).not.toContain('operator')
  expect(personRoles([{ ...operator, role: 'admin' }])).toEqual(expect.arrayContaining(['admin', 'operator']))
  expect(personRoles([operator])).not.toContain('wall')
})

test.each<[Partial<GrantDraft>, string | null]>([
  [{}, null],
  [{ region: '' }, '请选择区域'],
  [{ everyTheme: false }, '请至少选择一个主题'],
  [{ everyTheme: false, themes: ['a'] }, null],
  [{ actions: [] }, '请至少勾选一项操作'],
])('a draft with %o lacks %s', (change, words) => expect(lacking({ ...draft, ...change })).toBe(words))

test('a grant is told in words, and by its codes where no name is known', () => {
  const names = { region: (code: string) => (code === 't1' ? '瓜沥镇' : undefined), theme: () => '环境' }
  expect(grantWords(town, names)).toEqual({
    role: '镇街人员',
    region: '瓜沥镇',
    themes: '环境',
    actions: '看汇总、看明细、配置',
  })
  expect(grantWords(operator, names)).toMatchObject({ region: 'd', themes: '全部主题' })
})

test('places are chosen along the tree, without one among the roots of the own grants', () => {
  expect(placeChoices([region('d', null), region('t1', 'd'), region('v1', 't1'), region('t2', 'd')], [])).toEqual([
    {
      value: 'd',
      label: '名d',
      children: [
        { value: 't1', label: '名t1', children: [{ value: 'v1', label: '名v1' }] },
        { value: 't2', label: '名t2' },
      ],
    },
  ])
  expect(placeChoices([], [operator, elsewhere, { ...town, region: 't3' }]).map(({ value }) => value)).toEqual([
    'd',
    't3',
  ])
})

test('a grant that was taken comes back with its last day, and not at all when that is over', () => {
  const held = (endsAt: string | null) => ({
    ...town,
    id: 'g',
    givenBy: '系统管理员',
    givenAt: '2026-11-01T09:00:00+08:00',
    endsAt,
  })
  const now = Date.parse('2026-11-21T12:00:00+08:00')
  expect(givenAgain(held('2027-01-01T00:00:00+08:00'), now)).toEqual({ ...town, endsOn: '2026-12-31' })
  expect(givenAgain(held(null), now)).toEqual({ ...town, endsOn: null })
  expect(givenAgain(held('2026-11-21T00:00:00+08:00'), now)).toBeNull()
})

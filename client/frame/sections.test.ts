import { expect, test } from 'vitest'
import type { Action } from '../../server/contract/index.ts'
import { sectionsOf } from './sections.ts'

const titles = (
  actions: Action[],
  known: (name: string) => boolean = () => true,
  seesUsage = true,
  seesDeliveries = true,
) =>
  sectionsOf({
    has: (action) => actions.includes(action),
    seesUsage,
    seesDeliveries,
    known,
    ...(actions.includes('aggregate') ? { root: '330109', screen: 'overview' } : { root: null, screen: null }),
  }).map(({ title }) => title)

test.each<[string, Action[], string[]]>([
  ['an officer', ['aggregate', 'rows', 'handle'], ['办理', '督办', '指标', '分析', '报送', '效能']],
  ['an analyst', ['aggregate', 'export'], ['办理', '督办', '指标', '分析', '报告', '报送', '效能']],
  [
    'an administrator',
    ['aggregate', 'handle', 'export', 'configure', 'audit'],
    ['办理', '督办', '指标', '分析', '报告', '效能', '管理', '审计'],
  ],
  ['an operator', ['configure'], ['效能', '管理']],
])('%s is shown the way to what they can use', (_, actions, expected) => expect(titles(actions)).toEqual(expected))

test('whoever is told of no use is not led to it', () => {
  expect(titles(['audit'], undefined, false, false)).toEqual(['审计'])
  expect(titles(['aggregate', 'handle'], undefined, false, false)).toEqual(['办理', '督办', '指标', '分析'])
})

test('whoever is told how no dataset is delivered is not led there', () =>
  expect(titles(['aggregate', 'rows'], undefined, true, false)).not.toContain('报送'))

test('a page that does not exist is not led to', () =>
  expect(titles(['export'], (name) => name !== 'reports')).not.toContain('报告'))

test('without a place there are no indicators to show', () =>
  expect(
    sectionsOf({
      has: () => false,
      seesUsage: false,
      seesDeliveries: false,
      known: () => true,
      root: null,
      screen: null,
    }).map(({ name }) => name),
  ).not.toContain('desk'))

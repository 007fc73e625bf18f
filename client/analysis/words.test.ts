import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

const NAMES = {
  region: (code: string) => (code === '330109' ? { name: '萧山区' } : null),
  levelTitle: () => '镇街',
  dimensions: [{ id: 'category', title: '事件类别' }],
}
const SHOWN = {
  indicators: ['governance.cases'],
  region: '330109',
  level: '',
  only: [],
  grain: 'day',
  from: '2026-11-20',
  to: '2026-11-20',
  compare: [],
  request: null,
} as const

test.each([
  [{}, /^萧山区 · [^至]+$/],
  [{ to: '2026-11-22' }, /^萧山区 · .+20日至.+22日$/],
  [{ level: 'town' }, /^萧山区 · 各镇街 · /],
  [{ level: 'town', only: ['330109113', '330109114'] }, /^萧山区 · 所选 2 个镇街 · /],
  [{ by: ['category', 'source'] }, / · 按事件类别、source$/],
  [{ find: '瓜沥' }, / · 名称含“瓜沥”$/],
  [{ region: '110000' }, /^[^·]+$/],
])('what is on screen is told in words: %o', (change, words) => {
  expect(wordsOf({ ...SHOWN, ...change }, NAMES)).toMatch(words)
})

import { expect, test } from 'vitest'
import type { UsagePanel, UsageScreen } from '../../server/contract/index.ts'
import { actsWords, drivenBy, idleLines, minutesWords, ratingWords, tellsActs } from './words.ts'

test.each([
  [null, '—'],
  [0, '0 分钟'],
  [59, '59 分钟'],
  [60, '1 小时'],
  [125, '2 小时 5 分'],
])('%s minutes read %s', (minutes, words) => expect(minutesWords(minutes)).toBe(words))

test('a rate says of how many, and without an alert there is none', () => {
  expect(actsWords({ rate: 0.5, acted: 1, alerts: 2, medianMinutes: 3, cases: 0 })).toMatch(/50.*（1\/2）/)
  expect(actsWords({ rate: null, acted: 0, alerts: 0, medianMinutes: null, cases: 0 })).toBe('—')
})

test('who may not see alerts is told no rate, and of too few ratings nothing but that', () => {
  expect(actsWords(null)).toBe('—')
  expect([ratingWords(null, 3), ratingWords({ ratings: 4, good: 3, fair: 0, poor: 1, share: 0.75 }, 3)]).toEqual([
    '不足 3 人',
    expect.stringMatching(/^75.*（3\/4）$/),
  ])
})

test('nothing is said of what drives action to whoever is told of no alert', () => {
  const screen = (acts: object | null) => ({ acts }) as never
  expect([
    tellsActs({ screens: [screen(null), screen(null)] }),
    tellsActs({ screens: [screen(null), screen({})] }),
  ]).toEqual([false, true])
})

test('of an idle screen the indicators are not listed again', () => {
  const panel = (indicator: string, idle: boolean) =>
    ({ indicator, title: indicator, idle, lastOpened: null }) as UsagePanel
  const screens = [
    { id: 'a', title: '甲', idle: true, lastOpened: null, panels: [panel('x', true)] },
    { id: 'b', title: '乙', idle: false, lastOpened: '', panels: [panel('y', true), panel('z', false)] },
  ] as UsageScreen[]
  const { screens: whole, panels } = idleLines({ screens })
  expect([whole.map(({ title }) => title), panels.map(({ title }) => title)]).toEqual([['甲'], ['乙 · y']])
  const untold = [
    { id: 'c', title: '丙', idle: null, lastOpened: null, panels: [{ ...panel('x', true), idle: null }] },
  ] as UsageScreen[]
  expect(idleLines({ screens: untold })).toEqual({ screens: [], panels: [] })
})

test('screens whose alerts are acted on come first, those that are looked at in vain are named beside them', () => {
  const screen = (id: string, openings: number, alerts: number, acted: number, cases = 0) =>
    ({
      id,
      title: id,
      openings,
      acts: { alerts, acted, rate: alerts === 0 ? null : acted / alerts, medianMinutes: null, cases },
    }) as UsageScreen
  const screens = [
    screen('a', 9, 4, 1),
    screen('b', 5, 2, 2, 2),
    screen('c', 5, 3, 2),
    screen('d', 90, 1, 0, 1),
    screen('e', 99, 0, 0),
    { ...screen('f', 1, 1, 1), acts: null },
    screen('g', 91, 2, 0),
  ]
  const { acting, silent } = drivenBy({ screens, windowHours: 24 })
  expect(acting.map(({ id }) => id)).toEqual(['b', 'c', 'a'])
  expect(acting[0]!.words).toBe('2 条预警中 2 条及时处置，转事件 2 件')
  expect(silent).toEqual([
    { id: 'g', title: 'g', words: '2 条预警 24 小时内无人处置' },
    { id: 'd', title: 'd', words: '1 条预警 24 小时内无人处置' },
  ])
})

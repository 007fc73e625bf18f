import { describe, expect, test } from 'vitest'
import type { CaseActionId, CaseState } from '../../contract/index.ts'
import { alertTimes, lot, nextStep, type Habits } from './habits.ts'

const BEGAN = Date.parse('2026-11-25T09:00:00+08:00')
const HABITS: Habits = { seed: 7, began: BEGAN, speed: 1 }
const MINUTE = 60_000
const desk = { kind: 'desk', region: '330109105' } as const
const rules = Array.from({ length: 400 }, (_, index) => `r${index}`)
const times = (band: 'red' | 'blue', since: string, who: { kind: 'desk' | 'centre'; region: string } = desk) =>
  rules.map((rule) => alertTimes({ rule, region: '330109105', band, since }, who, HABITS))
const unsigned = (all: { sign: number }[]): number => all.filter(({ sign }) => sign === Infinity).length / all.length

test('a lot is drawn from its words and its seed alone, and lots are spread evenly', () => {
  expect(lot(7, '预警 a')).toBe(lot(7, '预警 a'))
  expect(lot(7, '预警 a')).not.toBe(lot(8, '预警 a'))
  const drawn = rules.map((rule) => lot(7, rule))
  expect(drawn.filter((one) => one < 0.25).length / drawn.length).toBeGreaterThan(0.17)
  expect(drawn.filter((one) => one < 0.25).length / drawn.length).toBeLessThan(0.33)
})

describe('alerts', () => {
  const since = '2026-11-25T09:30:00+08:00'
  test('are read before they are signed for, the worst soonest, none before it fires', () => {
    for (const [band, most] of [
      ['red', 8],
      ['blue', 75],
    ] as const) {
      for (const { read, sign } of times(band, since)) {
        expect(read).toBeGreaterThan(Date.parse(since))
        expect(sign).toBeGreaterThan(read)
        if (sign !== Infinity) expect(sign - Date.parse(since)).toBeLessThanOrEqual(most * MINUTE)
      }
    }
  })
  test('some are never signed for, fewer of the worst, most in the town with the backlog', () => {
    expect(unsigned(times('red', since))).toBeLessThan(0.12)
    expect(unsigned(times('blue', since))).toBeGreaterThan(0.2)
    expect(unsigned(times('blue', since, { kind: 'desk', region: '330109113' }))).toBeGreaterThan(0.5)
  })
  test('what was old when the duty began is taken over within minutes of it', () => {
    for (const { sign } of times('blue', '2026-11-20T09:00:00+08:00'))
      if (sign !== Infinity) expect(sign - BEGAN).toBeLessThan(10 * MINUTE)
  })
})

describe('steps of a case', () => {
  const row = (state: CaseState, actions: CaseActionId[], owner = '330109105') => ({
    number: 'n1',
    state: { id: state, title: '' },
    owner: { kind: 'unit', id: owner, name: '', post: '', region: owner } as const,
    actions,
    changedAt: '2026-11-25T10:00:00+08:00',
  })
  test.each<
    [
      string,
      CaseState,
      CaseActionId[],
      { kind: 'desk' | 'field' | 'centre'; region: string },
      string,
      CaseActionId | null,
    ]
  >([
    ['a desk takes in what was reported', 'reported', ['file', 'void'], desk, '330109105', 'file'],
    ['nobody does what is not offered', 'reported', ['remark'], desk, '330109105', null],
    ['a desk does not sign for a village', 'dispatched', ['sign'], desk, '330109105201', null],
    ['it signs for itself', 'dispatched', ['sign'], desk, '330109105', 'sign'],
    [
      'people in the villages sign for theirs',
      'dispatched',
      ['sign'],
      { kind: 'field', region: '330109105' },
      '330109105201',
      'sign',
    ],
    ['what is archived is over', 'archived', ['reopen'], desk, '330109105', null],
  ])('%s', (_, state, actions, who, owner, action) => {
    expect(nextStep(row(state, actions, owner), who, HABITS)?.action ?? null).toBe(action)
  })
  test('come after the last one, later by the centre than by the desk, sooner where time runs faster', () => {
    const [own, centre, fast] = [
      nextStep(row('feedback', ['verify']), desk, HABITS)!,
      nextStep(row('feedback', ['verify']), { kind: 'centre', region: '330109' }, HABITS)!,
      nextStep(row('feedback', ['verify']), desk, { ...HABITS, speed: 10 })!,
    ]
    const changed = Date.parse('2026-11-25T10:00:00+08:00')
    expect(own.at).toBeGreaterThan(changed)
    expect(centre.at).toBeGreaterThan(own.at)
    expect(fast.at - changed).toBeCloseTo((own.at - changed) / 10)
  })
})

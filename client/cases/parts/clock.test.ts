import { expect, test } from 'vitest'
import type { CaseClock } from '../../../server/contract/index.ts'
import { clockLook, pressingClock } from './clock.ts'

const clock = (state: CaseClock['state']): CaseClock => ({
  due: '',
  remainingSeconds: 0,
  overdueSeconds: 0,
  state,
  words: state,
  calendarKnown: true,
  calendarNote: null,
})

test('every state of a limit has its own shape and meaning, so that colour is never alone', () => {
  const looks = (['overdue', 'soon', 'running', 'paused', 'met', 'missed'] as const).map((state) =>
    clockLook(clock(state)),
  )
  expect(new Set(looks.map(({ shape }) => shape)).size).toBe(6)
  expect(new Set(looks.map(({ meaning }) => meaning)).size).toBe(6)
})

test.each([
  ['running', 'running', 'step'],
  ['soon', 'running', 'step'],
  ['running', 'overdue', 'whole'],
  ['overdue', 'overdue', 'step'],
  [null, 'running', 'whole'],
] as const)('with a step %s and the whole %s the %s presses', (step, whole, of) => {
  expect(pressingClock({ step: step && clock(step), whole: clock(whole) }).of).toBe(of)
})

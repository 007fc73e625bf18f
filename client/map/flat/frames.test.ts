import { expect, test } from 'vitest'
import { createFrameJudge } from './frames.ts'

test.each([
  [
    'two slow flights in a row',
    [
      [90, 80, 100],
      [70, 90, 80],
    ],
    [false, true],
  ],
  [
    'a slow one between quick ones',
    [
      [90, 80, 100],
      [16, 17, 16],
      [90, 80, 100],
    ],
    [false, false, false],
  ],
  [
    'one long frame in a quick flight',
    [
      [16, 400, 16],
      [16, 400, 16],
    ],
    [false, false],
  ],
  ['after a verdict counting starts anew', [[90], [90], [90], [90]], [false, true, false, true]],
  ['jumps have no frames', [[], []], [false, false]],
])('%s', (_, flights, verdicts) => {
  const judge = createFrameJudge()
  expect(flights.map(judge)).toEqual(verdicts)
})

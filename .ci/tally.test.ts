import { expect, test } from 'vitest'
import { add, tallyOf } from './tally.ts'

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
})

test.each([
  [
    'tests are counted one by one',
    true,
    [file('passed', 'passed', 'passed'), file('passed', 'passed', 'skipped')],
    { passed: 3, failed: 0, skipped: 1 },
  ],
  [
    'failed tests do not hide the passed ones',
    false,
    [file('failed', 'passed', 'failed', 'failed')],
    { passed: 1, failed: 2, skipped: 0 },
  ],
  [
    'a file that could not be loaded is one failure',
    false,
    [file('failed'), file('passed', 'passed')],
    { passed: 1, failed: 1, skipped: 0 },
  ],
  ['an error outside any test is one failure', false, [file('passed', 'passed')], { passed: 1, failed: 1, skipped: 0 }],
  ['a run without any test is a failure', false, [], { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_, success, testResults, expected) => {
  expect(tallyOf({ success, testResults })).toMatchObject(expected)
})

test('what failed is told by file, name and message, so that the end of a long run says it', () => {
  const failed = { status: 'failed', fullName: 'sums hold', failureMessages: ['expected 1 to be 2'] }
  const report = {
    success: false,
    testResults: [
      { ...file('failed', 'passed'), name: 'a.test.ts', assertionResults: [{ status: 'passed' }, failed] },
      { ...file('failed'), name: 'b.test.ts', message: 'cannot find c.ts' },
      file('passed', 'passed'),
    ],
  }
  expect(tallyOf(report).told).toEqual(['a.test.ts > sums hold\nexpected 1 to be 2', 'b.test.ts\ncannot find c.ts'])
})

test('what could not be looked at is kept to the end, whatever else there is', () => {
  const none = { passed: 1, failed: 0, skipped: 0, told: [] }
  expect(add(add(none, { ...none, unproven: ['holes'] }), none).unproven).toEqual(['holes'])
})

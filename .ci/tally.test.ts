import { expect, test } from 'vitest'
import { tallyOf } from './tally.ts'

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((one) => ({ status: one })) })

test.each([
  ['tests are counted one by one', true, [file('passed', 'passed', 'passed'), file('passed', 'passed', 'skipped')], { passed: 3, failed: 0, skipped: 1 }],
  ['failed tests do not hide the passed ones', false, [file('failed', 'passed', 'failed', 'failed')], { passed: 1, failed: 2, skipped: 0 }],
  ['a file that could not be loaded is one failure', false, [file('failed'), file('passed', 'passed')], { passed: 1, failed: 1, skipped: 0 }],
  ['an error outside any test is one failure', false, [file('passed', 'passed')], { passed: 1, failed: 1, skipped: 0 }],
  ['a run without any test is a failure', false, [], { passed: 0, failed: 1, skipped: 0 }],
])('%s', (_, success, testResults, expected) => {
  expect(tallyOf({ success, testResults })).toEqual(expected)
})

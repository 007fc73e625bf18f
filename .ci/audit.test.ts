import { expect, test } from 'vitest'
import { tallyOf, verdictOf } from './audit.ts'

test.each([
  ['nothing known', '{"vulnerabilities":{}}', { state: 'clean' }],
  ['something small', '{"vulnerabilities":{"a":{"severity":"low","via":[]}}}', { state: 'clean' }],
  [
    'something grave',
    '{"vulnerabilities":{"a":{"severity":"critical","via":[]},"b":{"severity":"moderate","via":[]}}}',
    { state: 'holes', packages: ['a (critical)'] },
  ],
  [
    'a registry that keeps no list',
    '{"message":"405 Method Not Allowed - POST https://registry.example/bulk"}',
    { state: 'unknown', why: '405 Method Not Allowed' },
  ],
  ['no network', '', { state: 'unknown', why: 'npm audit wrote no report' }],
])('%s', (_, written, verdict) => expect(verdictOf(written)).toEqual(verdict))

test('holes fail the run and are named; what could not be asked is no pass, and the end of the run says what is left to do', () => {
  expect(tallyOf({ state: 'clean' })).toMatchObject({ passed: 1, failed: 0, skipped: 0, told: [], unproven: [] })
  expect(tallyOf({ state: 'holes', packages: ['a (critical)'] })).toMatchObject({
    passed: 0,
    failed: 1,
    told: ['known holes: a (critical)'],
  })
  expect(tallyOf({ state: 'unknown', why: '405' })).toMatchObject({
    passed: 0,
    failed: 0,
    skipped: 1,
    unproven: [expect.stringContaining('npm audit --omit=dev')],
  })
})

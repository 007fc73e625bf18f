import { expect, test } from 'vitest'
import { verdictOf } from './audit.ts'

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
    '{"message":"405 Method Not Allowed"}',
    { state: 'unknown', why: '405 Method Not Allowed' },
  ],
  ['no network', '', { state: 'unknown', why: 'npm audit wrote no report' }],
])('%s', (_, written, verdict) => expect(verdictOf(written)).toEqual(verdict))

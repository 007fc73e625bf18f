import { expect, test } from 'vitest'
import { standsSince } from './stands-since.ts'

const NOW = 10_000_000_000
const ago = (seconds: number, freshnessSeconds: number) => ({ at: NOW - seconds * 1000, freshnessSeconds })

test.each([
  ['the part that is silent, not the one that just arrived', [ago(12, 900), ago(3_600, 900)], 3_600],
  ['the longest silence of several', [ago(2_000, 900), ago(3_600, 900)], 3_600],
  ['not what is old and may be', [ago(8_000_000, 31_536_000), ago(3_600, 900)], 3_600],
  ['the newest arrival where nothing is silent', [ago(12, 900), ago(60, 900)], 12],
] as const)('a figure stands since %s', (_, heard, seconds) =>
  expect(standsSince(heard, NOW)).toBe(NOW - seconds * 1000),
)

test('what was never heard of stands since nothing', () => expect(standsSince([], NOW)).toBeNull())

import { expect, test } from 'vitest'
import { termWords, typedDay } from './term.ts'

const NOW = Date.parse('2026-11-21T12:00:00+08:00')

test.each([
  [null, '长期', ''],
  ['2027-01-01T00:00:00+08:00', '至 2026-12-31', ''],
  ['2026-11-21T00:00:00+08:00', '已于 2026-11-20 到期', 'tone-red'],
  ['2026-11-22T00:00:00+08:00', '◆ 至 2026-11-21，不到 1 天', 'tone-orange'],
  ['2026-12-01T00:00:00+08:00', '◆ 至 2026-11-30，还有 9 天', 'tone-orange'],
])('what ends at %s is said %s', (endsAt, words, tone) => expect(termWords(endsAt, NOW)).toMatchObject({ words, tone }))

test('a term is typed as its last day', () =>
  expect([typedDay('2027-01-01T00:00:00+08:00'), typedDay(null)]).toEqual(['2026-12-31', '']))

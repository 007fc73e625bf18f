import { expect, test } from 'vitest'
import type { Cause, CausePart } from '../../server/contract/index.ts'
import { causeLines } from './causes.ts'

const cause = (more: Partial<Cause>): Cause => ({
  kind: 'case',
  id: 'c1',
  title: '漏水',
  place: '某镇 · 某村',
  state: '结案',
  at: '2026-11-25T09:00:00+08:00',
  numerator: 8,
  denominator: 9,
  effect: -2.44,
  tone: 'bad',
  ...more,
})
const part = (one: Cause, unit = '分'): CausePart => ({
  indicator: 'i',
  title: '责任指数',
  unit,
  decimals: 1,
  value: 90,
  total: 1,
  causes: [one],
})

test.each<[Partial<Cause>, string, string, string]>([
  [{}, '拉低 2.4 分', 'tone-bad', '计入 8 / 9'],
  [{ effect: 3, tone: 'good' }, '拉高 3.0 分', 'tone-good', '计入 8 / 9'],
  [{ effect: 0.01, tone: 'good' }, '拉高 不足 0.1 分', 'tone-good', '计入 8 / 9'],
  [{ effect: 0, tone: 'even' }, '不影响', 'muted', '计入 8 / 9'],
  [{ effect: null, tone: 'even', numerator: null, denominator: null }, '', 'muted', ''],
])('%o reads “%s”', (more, effect, tone, share) => {
  expect(causeLines(part(cause(more)))[0]).toMatchObject({ effect, tone, share, case: 'c1' })
})

test('an alert leads to no case of its own', () =>
  expect(causeLines(part(cause({ kind: 'alert', id: 'a1' })))[0]!.case).toBeNull())

test('a rate is moved by points, and what is of the whole place says no place', () =>
  expect(causeLines(part(cause({ place: '' }), '%'))[0]).toMatchObject({ effect: '拉低 2.4 个百分点', about: '结案' }))
